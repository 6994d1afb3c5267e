package dev.lamina.tensor.npy;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

/// Number types of numpy that a matrix may have.
public enum NumberType {
  FLOAT16("f2", 2) {
    @Override
    public double at(ByteBuffer bytes, int index) {
      return Float.float16ToFloat(bytes.getShort(2 * index));
    }
  },
  FLOAT32("f4", 4) {
    @Override
    public double at(ByteBuffer bytes, int index) {
      return bytes.getFloat(4 * index);
    }
  },
  FLOAT64("f8", 8) {
    @Override
    public double at(ByteBuffer bytes, int index) {
      return bytes.getDouble(8 * index);
    }
  },
  INT32("i4", 4) {
    @Override
    public double at(ByteBuffer bytes, int index) {
      return bytes.getInt(4 * index);
    }
  },
  INT64("i8", 8) {
    @Override
    public double at(ByteBuffer bytes, int index) {
      return bytes.getLong(8 * index);
    }
  };

  /// For messages.
  public static final String ALL = "float16, float32, float64, int32 and int64";

  private final String code;
  private final int bytes;

  NumberType(String code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /// The number at an index, in the buffer's byte order.
  public abstract double at(ByteBuffer bytes, int index);

  /// Size of one number in bytes.
  public int bytes() {
    return bytes;
  }

  /// @param code of numpy without its byte order, for instance `f4`
  static Optional<NumberType> ofCode(String code) {
    for (NumberType type : values()) {
      if (type.code.equals(code)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /// @param name of Zarr v3, for instance `float32`
  public static Optional<NumberType> named(String name) {
    for (NumberType type : values()) {
      if (type.name().toLowerCase(Locale.ROOT).equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
