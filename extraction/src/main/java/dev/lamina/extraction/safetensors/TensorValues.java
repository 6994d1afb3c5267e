package dev.lamina.extraction.safetensors;

import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.ModelException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/// The values of a small tensor, as float32.
public final class TensorValues {
  private static final long MOST_BYTES = 1L << 30;

  private TensorValues() {}

  /// @return row-major
  public static float[] read(StoredTensor tensor) throws ModelException {
    if (tensor.bytes() > MOST_BYTES) {
      throw new ModelException(
          Kind.FORBIDDEN,
          "Tensor '%s' of '%s' has more than 1 GiB.".formatted(tensor.name(), tensor.file()));
    }
    try {
      return floats(tensor, bytes(tensor));
    } catch (IOException e) {
      throw new ModelException(
          Kind.CORRUPT,
          "Tensor '%s' of '%s' cannot be read: %s."
              .formatted(tensor.name(), tensor.file(), e.getMessage()),
          e);
    }
  }

  private static ByteBuffer bytes(StoredTensor tensor) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) tensor.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(tensor.file())) {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, tensor.offset() + bytes.position()) < 0) {
          throw new EOFException("the file ends within it");
        }
      }
    }
    return bytes.flip();
  }

  private static float[] floats(StoredTensor tensor, ByteBuffer bytes) throws ModelException {
    float[] values = new float[Math.toIntExact(tensor.elements())];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (tensor.type()) {
            case "F32" -> bytes.getFloat();
            case "F16" -> Float.float16ToFloat(bytes.getShort());
            case "BF16" -> Float.intBitsToFloat(bytes.getShort() << 16);
            default ->
                throw new ModelException(
                    Kind.UNSUPPORTED,
                    "Tensor '%s' of '%s' is of type %s; F32, F16 and BF16 are read."
                        .formatted(tensor.name(), tensor.file(), tensor.type()));
          };
    }
    return values;
  }
}
