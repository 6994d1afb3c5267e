package dev.lamina.tensor.zarr;

import dev.lamina.contract.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;

/// The `bytes` codec of activations: numbers, little-endian.
final class StoredNumbers {

  private StoredNumbers() {}

  /// Writes some numbers at the start of a chunk, and NaN behind them to its end.
  static void write(ElementType type, float[] numbers, int from, int count, ByteBuffer chunk) {
    ByteBuffer little = chunk.order(ByteOrder.LITTLE_ENDIAN);
    int size = little.remaining() / type.bytes();
    float[] padding = new float[size - count];
    Arrays.fill(padding, Float.NaN);
    switch (type) {
      case FLOAT32 -> little.asFloatBuffer().put(numbers, from, count).put(padding);
      case FLOAT16 -> {
        ShortBuffer halves = little.asShortBuffer();
        halves.put(narrowed(numbers, from, count)).put(narrowed(padding, 0, padding.length));
      }
    }
  }

  /// The first numbers of a chunk, in the byte order of this machine; without a copy where they
  /// are stored so.
  static FloatBuffer read(ElementType type, ByteBuffer chunk, int count) {
    ByteBuffer little = chunk.order(ByteOrder.LITTLE_ENDIAN);
    return switch (type) {
      case FLOAT32 -> {
        FloatBuffer stored = little.asFloatBuffer().slice(0, count);
        yield stored.order() == ByteOrder.nativeOrder()
            ? stored
            : FloatBuffer.allocate(count).put(stored).flip();
      }
      case FLOAT16 -> FloatBuffer.wrap(widened(little.asShortBuffer(), count));
    };
  }

  private static float[] widened(ShortBuffer halves, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = Float.float16ToFloat(halves.get(i));
    }
    return numbers;
  }

  private static short[] narrowed(float[] numbers, int from, int count) {
    short[] halves = new short[count];
    for (int i = 0; i < count; i++) {
      halves[i] = Float.floatToFloat16(numbers[from + i]);
    }
    return halves;
  }
}
