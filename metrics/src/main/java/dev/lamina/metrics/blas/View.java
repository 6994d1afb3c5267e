package dev.lamina.metrics.blas;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A dense matrix in native memory, or a rectangle of one, or either read as its transpose.
///
/// @param memory holds all of it
/// @param precision of each number
/// @param at index in `memory` of the first number
/// @param lines rows as they lie in memory
/// @param length numbers of a line that belong to the view
/// @param stride numbers from the start of a line to that of the next
/// @param transposed whether lines are columns
public record View(
    MemorySegment memory,
    Precision precision,
    long at,
    int lines,
    int length,
    int stride,
    boolean transposed) {

  /// `rows × columns`, row by row, from the start of `memory`.
  public static View of(MemorySegment memory, Precision precision, int rows, int columns) {
    return new View(memory, precision, 0, rows, columns, columns, false);
  }

  public int rows() {
    return transposed ? length : lines;
  }

  public int columns() {
    return transposed ? lines : length;
  }

  public View transpose() {
    return new View(memory, precision, at, lines, length, stride, !transposed);
  }

  /// The rows `[from, from + count)`.
  public View rows(int from, int count) {
    return transposed ? numbers(from, count) : lines(from, count);
  }

  /// The columns `[from, from + count)`.
  public View columns(int from, int count) {
    return transposed ? lines(from, count) : numbers(from, count);
  }

  private View lines(int from, int count) {
    return new View(memory, precision, indexOf(from), count, length, stride, transposed);
  }

  private View numbers(int from, int count) {
    return new View(memory, precision, at + from, lines, count, stride, transposed);
  }

  private long indexOf(int line) {
    return at + (long) line * stride;
  }

  /// Copies `count` numbers of a line, from number `from` on, to the start of `into`.
  public void read(int line, int from, int count, float[] into) {
    MemorySegment.copy(
        memory, ValueLayout.JAVA_FLOAT, (indexOf(line) + from) * Float.BYTES, into, 0, count);
  }

  /// Copies `count` numbers of a line, from number `from` on, to the start of `into`.
  public void read(int line, int from, int count, double[] into) {
    MemorySegment.copy(
        memory, ValueLayout.JAVA_DOUBLE, (indexOf(line) + from) * Double.BYTES, into, 0, count);
  }

  /// Copies the start of `values` over `count` numbers of a line, from number `from` on.
  public void write(int line, int from, int count, float[] values) {
    MemorySegment.copy(
        values, 0, memory, ValueLayout.JAVA_FLOAT, (indexOf(line) + from) * Float.BYTES, count);
  }

  /// Copies the start of `values` over `count` numbers of a line, from number `from` on.
  public void write(int line, int from, int count, double[] values) {
    MemorySegment.copy(
        values, 0, memory, ValueLayout.JAVA_DOUBLE, (indexOf(line) + from) * Double.BYTES, count);
  }

  /// Whether lines follow one another without a gap.
  boolean dense() {
    return length == stride || lines == 1;
  }

  /// Copies all lines over those of another view of as many lines of the same length, as they lie
  /// in memory.
  void copyTo(View other) {
    for (int line = 0; line < lines; line++) {
      MemorySegment.copy(
          memory,
          indexOf(line) * precision.bytes(),
          other.memory,
          other.indexOf(line) * precision.bytes(),
          (long) length * precision.bytes());
    }
  }

  /// The bytes from the first number to the last; at most 2 GiB.
  ByteBuffer buffer() {
    long numbers = (long) (lines - 1) * stride + length;
    return memory
        .asSlice(at * precision.bytes(), numbers * precision.bytes())
        .asByteBuffer()
        .order(ByteOrder.nativeOrder());
  }
}
