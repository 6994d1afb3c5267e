package dev.lamina.metrics.hsic;

import dev.lamina.metrics.blas.Precision;
import dev.lamina.metrics.blas.View;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/// Rows of one side, one after the other, over memory of the caller's; read while they are added
/// and not kept.
public final class RowBlock {

  private final MemorySegment values;
  private final Precision precision;

  private RowBlock(MemorySegment values, Precision precision) {
    this.values = values;
    this.precision = precision;
  }

  public static RowBlock of(float[] values) {
    return new RowBlock(MemorySegment.ofArray(values), Precision.FLOAT32);
  }

  public static RowBlock of(double[] values) {
    return new RowBlock(MemorySegment.ofArray(values), Precision.FLOAT64);
  }

  /// What lies between a buffer's position and its limit, direct or not.
  ///
  /// @throws IllegalArgumentException when its byte order is not this machine's
  public static RowBlock of(FloatBuffer values) {
    if (values.order() != ByteOrder.nativeOrder()) {
      throw new IllegalArgumentException(
          "Rows have the byte order of this machine, %s, found %s"
              .formatted(ByteOrder.nativeOrder(), values.order()));
    }
    return new RowBlock(MemorySegment.ofBuffer(values), Precision.FLOAT32);
  }

  /// How many numbers there are.
  long length() {
    return values.byteSize() / precision.bytes();
  }

  /// Copies `count` rows, from row `from` on, to the rows of `into` from `line` on; float64 is
  /// rounded where `into` is float32.
  void copy(int from, int count, View into, int line) {
    int columns = into.columns();
    long bytes = (long) columns * precision.bytes();
    if (precision == into.precision()) {
      MemorySegment.copy(values, from * bytes, into.memory(), line * bytes, count * bytes);
      return;
    }
    Lines lines = new Lines(columns);
    for (int i = 0; i < count; i++) {
      read((from + i) * bytes, lines.values());
      lines.write(into, line + i, 0, columns);
    }
  }

  private void read(long at, double[] into) {
    for (int c = 0; c < into.length; c++) {
      into[c] =
          switch (precision) {
            case FLOAT32 ->
                values.get(ValueLayout.JAVA_FLOAT_UNALIGNED, at + (long) c * Float.BYTES);
            case FLOAT64 ->
                values.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, at + (long) c * Double.BYTES);
          };
    }
  }
}
