package dev.lamina.metrics;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;

/// Native memory for one computation, zeroed when handed out, freed on close.
final class Scratch implements AutoCloseable {

  /// A block of rows or columns that is centred at once: 32 MiB, far beyond what a product
  /// needs to run at full speed, and little beside its result.
  private static final int BLOCK_VALUES = 1 << 22;

  private final Arena arena = Arena.ofConfined();

  DoubleBuffer matrix(int rows, int columns) {
    long bytes = (long) rows * columns * Double.BYTES;
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "A product of %d x %d values needs %d bytes, more than the 2 GiB allowed: compare fewer features or fewer rows"
              .formatted(rows, columns, bytes));
    }
    MemorySegment memory = arena.allocate(bytes, 64);
    return memory.asByteBuffer().order(ByteOrder.nativeOrder()).asDoubleBuffer();
  }

  /// How many lines of `length` values make a block, of `lines` that there are.
  static int blockOf(int lines, int length) {
    return Math.clamp(BLOCK_VALUES / length, 1, lines);
  }

  @Override
  public void close() {
    arena.close();
  }
}
