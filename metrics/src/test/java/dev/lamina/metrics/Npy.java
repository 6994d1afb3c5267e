package dev.lamina.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the little of NumPy's `.npy`, version 1, that the reference arrays use.
final class Npy {

  private static final Pattern HEADER =
      Pattern.compile("'descr': '<(f4|f8)', 'fortran_order': False, 'shape': \\((\\d+), (\\d+)\\)");

  private Npy() {}

  static Matrix read(Path file) {
    try {
      return parse(ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Matrix parse(ByteBuffer bytes) {
    byte[] text = new byte[bytes.getShort(8)];
    bytes.position(10).get(text);
    Matcher header = HEADER.matcher(new String(text, StandardCharsets.ISO_8859_1));
    if (!header.find()) {
      throw new IllegalArgumentException("Not an array of rows and columns of f4 or f8");
    }
    int rows = Integer.parseInt(header.group(2));
    int columns = Integer.parseInt(header.group(3));
    if (header.group(1).equals("f4")) {
      float[] values = new float[rows * columns];
      bytes.asFloatBuffer().get(values);
      return Matrix.of(rows, columns, values);
    }
    double[] values = new double[rows * columns];
    bytes.asDoubleBuffer().get(values);
    return Matrix.of(rows, columns, values);
  }
}
