package dev.lamina.metrics;

import java.util.List;

/// A matrix of rows (items) by columns (features), row-major, of any finite or non-finite
/// values.
///
/// The arrays are not copied, since they may be hundreds of megabytes: whoever makes a matrix
/// gives the array away and no longer writes into it.
public sealed interface Matrix permits DoubleMatrix, FloatMatrix, StackedMatrix {

  /// The number of rows, 0 or more.
  int rows();

  /// The number of columns, 1 or more.
  int columns();

  /// Copies `count` values of one row, from column `from` on, to the start of `into`.
  void read(int row, int from, int count, double[] into);

  /// A matrix over 32-bit values, as activations are stored.
  static Matrix of(int rows, int columns, float[] values) {
    checkShape(rows, columns, values.length);
    return new FloatMatrix(rows, columns, values);
  }

  /// A matrix over 64-bit values.
  static Matrix of(int rows, int columns, double[] values) {
    checkShape(rows, columns, values.length);
    return new DoubleMatrix(rows, columns, values);
  }

  /// The rows of all parts, one part below the other, without a copy: activations that were
  /// stored batch by batch.
  static Matrix stacked(List<Matrix> parts) {
    return parts.size() == 1 ? parts.getFirst() : new StackedMatrix(parts);
  }

  private static void checkShape(int rows, int columns, int length) {
    if (rows < 0 || columns < 1 || (long) rows * columns != length) {
      throw new IllegalArgumentException(
          "A matrix of %d rows and %d columns cannot hold %d values: rows >= 0, columns >= 1 and rows x columns values are needed"
              .formatted(rows, columns, length));
    }
  }
}
