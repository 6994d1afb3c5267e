package dev.lamina.contract;

import java.util.Locale;

/// How one number of stored activations is kept.
public enum ElementType {
  FLOAT32(Float.BYTES),
  /// IEEE half precision: 11 significant bits, finite up to 65,504.
  FLOAT16(Short.BYTES);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /// What a computation's states are stored as: float16 as float16, all else as float32.
  ///
  /// @param precision of the computation: `float32`, `float16` or `bfloat16`
  public static ElementType storing(String precision) {
    return precision.equals("float16") ? FLOAT16 : FLOAT32;
  }

  /// Size of one number in bytes.
  public int bytes() {
    return bytes;
  }

  /// As numpy, Zarr and digests name it: `float16`.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
