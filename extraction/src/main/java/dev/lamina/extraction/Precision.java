package dev.lamina.extraction;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The type that a model computes in, whatever type its weights are stored in.
public enum Precision {
  FLOAT32,
  FLOAT16,
  BFLOAT16;

  public static List<String> names() {
    return Arrays.stream(values()).map(Precision::wireName).toList();
  }

  public static Optional<Precision> named(String name) {
    return Arrays.stream(values())
        .filter(precision -> precision.wireName().equals(name))
        .findFirst();
  }

  /// As specs and messages spell it: `float32`, `float16`, `bfloat16`.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The nearest number that it holds; infinite when it holds none so large.
  float round(float value) {
    return switch (this) {
      case FLOAT32 -> value;
      case FLOAT16 -> Float.float16ToFloat(Float.floatToFloat16(value));
      case BFLOAT16 -> {
        int bits = Float.floatToRawIntBits(value);
        // To nearest, ties to even, as hardware does; the upper half of the bits remains.
        yield Float.intBitsToFloat((bits + 0x7fff + ((bits >>> 16) & 1)) & 0xffff0000);
      }
    };
  }
}
