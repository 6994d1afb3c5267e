package dev.lamina.metrics;

import dev.lamina.metrics.blas.Kernel;
import java.nio.DoubleBuffer;

/// The second of two passes over the rows: `XᵀY`, `d₁ × d₂`, a sum over rows about the centres
/// that the first pass found. Portions of rows may be added in any order.
final class CrossProduct implements AutoCloseable {

  private final Sample x;
  private final Sample y;
  private final Kernel kernel;
  private final Scratch scratch = new Scratch();
  private final DoubleBuffer sum;
  private final DoubleBuffer left;
  private final DoubleBuffer right;
  private final int block;

  /// With the same sample on both sides only the upper triangle is computed, at half the work.
  CrossProduct(Sample x, Sample y, Kernel kernel) {
    this.x = x;
    this.y = y;
    this.kernel = kernel;
    this.block = Scratch.blockOf(x.rows(), Math.max(x.columns(), y.columns()));
    this.sum = scratch.matrix(x.columns(), y.columns());
    this.left = scratch.matrix(block, x.columns());
    this.right = x == y ? left : scratch.matrix(block, y.columns());
  }

  /// Adds the products of rows `[from, to)` of the samples.
  void add(int from, int to) {
    for (int row = from; row < to; row += block) {
      int count = Math.min(block, to - row);
      x.stage(row, count, 0, x.columns(), left);
      if (x == y) {
        kernel.addSquare(count, x.columns(), left, sum);
      } else {
        y.stage(row, count, 0, y.columns(), right);
        kernel.addCross(count, x.columns(), y.columns(), left, right, sum);
      }
    }
  }

  /// The sum of the squares of all entries.
  double squaredNorm() {
    double total = 0;
    for (int i = 0; i < x.columns(); i++) {
      total += x == y ? symmetricRow(i) : squares(i * y.columns(), y.columns());
    }
    return total;
  }

  /// Row `i` of the upper triangle, with what mirrors it below the diagonal.
  private double symmetricRow(int i) {
    int diagonal = i * x.columns() + i;
    return squares(diagonal, 1) + 2 * squares(diagonal + 1, x.columns() - i - 1);
  }

  private double squares(int from, int count) {
    double total = 0;
    for (int i = from; i < from + count; i++) {
      total += sum.get(i) * sum.get(i);
    }
    return total;
  }

  @Override
  public void close() {
    scratch.close();
  }
}
