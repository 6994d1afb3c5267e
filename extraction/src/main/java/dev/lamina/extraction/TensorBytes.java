package dev.lamina.extraction;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.lamina.extraction.ModelException.Kind;
import java.util.Optional;

/// How many bytes a tensor's shape needs, and whether they are there: a shape that lies would
/// make a runtime allocate for it.
final class TensorBytes {
  private TensorBytes() {}

  /// Elements of a tensor: the product of its dimensions, 1 for a scalar.
  static long elements(TensorProto tensor) throws ModelException {
    long elements = 1;
    try {
      for (long dim : tensor.getDimsList()) {
        if (dim < 0) {
          throw corrupt(tensor, "a negative dimension");
        }
        elements = Math.multiplyExact(elements, dim);
      }
    } catch (ArithmeticException e) {
      throw corrupt(tensor, "more elements than can be counted");
    }
    return elements;
  }

  static long expected(TensorProto tensor) throws ModelException {
    long elements = elements(tensor);
    if (elements > Long.MAX_VALUE >> 8) {
      throw corrupt(tensor, "more elements than can be counted");
    }
    Optional<DataType> type = Optional.ofNullable(DataType.forNumber(tensor.getDataType()));
    return (elements * bits(type.orElseThrow(() -> corrupt(tensor, "an unknown type"))) + 7) / 8;
  }

  static void requirePresent(TensorProto tensor, long bytes) throws ModelException {
    long elements = elements(tensor);
    boolean present =
        tensor.hasRawData()
            ? tensor.getRawData().size() == bytes
            : typedValues(tensor) == elements || packed(tensor, elements);
    if (!present) {
      throw corrupt(tensor, "a shape that its values do not fill");
    }
  }

  private static boolean packed(TensorProto tensor, long elements) {
    // Two 4-bit values share one entry, a complex number takes two.
    return switch (DataType.forNumber(tensor.getDataType())) {
      case INT4, UINT4 -> typedValues(tensor) == (elements + 1) / 2;
      case COMPLEX64, COMPLEX128 -> typedValues(tensor) == 2 * elements;
      default -> false;
    };
  }

  private static long typedValues(TensorProto tensor) {
    return (long) tensor.getFloatDataCount()
        + tensor.getInt32DataCount()
        + tensor.getInt64DataCount()
        + tensor.getDoubleDataCount()
        + tensor.getUint64DataCount()
        + tensor.getStringDataCount();
  }

  private static int bits(DataType type) {
    return switch (type) {
      case COMPLEX128 -> 128;
      case DOUBLE, INT64, UINT64, COMPLEX64 -> 64;
      case FLOAT, INT32, UINT32 -> 32;
      case FLOAT16, BFLOAT16, INT16, UINT16 -> 16;
      case INT4, UINT4 -> 4;
      default -> 8;
    };
  }

  private static ModelException corrupt(TensorProto tensor, String what) {
    return new ModelException(
        Kind.CORRUPT,
        "Tensor '%s' with shape %s has %s. The ONNX file is damaged; export the model again."
            .formatted(tensor.getName(), tensor.getDimsList(), what));
  }
}
