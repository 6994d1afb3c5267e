package dev.lamina.tensor.npy;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the header of a `.npy` file says: a Python dictionary with three entries.
///
/// @param columnMajor Fortran order
record NpyHeader(NumberType type, ByteOrder order, boolean columnMajor, List<Integer> shape) {

  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>|=])([a-zA-Z]\\d+)'");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)\\b");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\sL]*)\\)");

  NpyHeader {
    shape = List.copyOf(shape);
  }

  static NpyHeader parse(String text) throws NpyException {
    Matcher descr = match(DESCR, text, "a plain number type ('descr')");
    Matcher fortran = match(FORTRAN, text, "its order ('fortran_order')");
    Matcher shape = match(SHAPE, text, "its shape ('shape')");
    NumberType type =
        NumberType.ofCode(descr.group(2))
            .orElseThrow(
                () ->
                    new NpyException(
                        "holds numbers of numpy's type %s; a matrix holds %s"
                            .formatted(descr.group(2), NumberType.ALL)));
    return new NpyHeader(
        type, order(descr.group(1)), fortran.group(1).equals("True"), shape(shape.group(1)));
  }

  private static ByteOrder order(String sign) {
    return switch (sign) {
      case "<" -> ByteOrder.LITTLE_ENDIAN;
      case ">" -> ByteOrder.BIG_ENDIAN;
      default -> ByteOrder.nativeOrder();
    };
  }

  private static List<Integer> shape(String text) throws NpyException {
    List<Integer> shape = new ArrayList<>();
    for (String size : text.split(",", -1)) {
      String digits = size.replace("L", "").strip();
      if (!digits.isEmpty()) {
        try {
          shape.add(Integer.parseInt(digits));
        } catch (NumberFormatException e) {
          throw new NpyException("has a shape that cannot be, (" + text + ")");
        }
      }
    }
    return shape;
  }

  private static Matcher match(Pattern pattern, String text, String what) throws NpyException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new NpyException("does not say " + what + " in its header");
    }
    return matcher;
  }
}
