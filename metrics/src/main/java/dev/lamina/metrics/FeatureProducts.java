package dev.lamina.metrics;

import dev.lamina.metrics.blas.Kernel;
import dev.lamina.metrics.lapack.Dense;
import java.nio.DoubleBuffer;

/// Products of features with features, summed over rows in float64.
final class FeatureProducts {

  private FeatureProducts() {}

  /// `XᵀY`, `d₁ × d₂`, of the centred rows. With the same sample twice only half is computed.
  static Dense cross(Sample x, Sample y) {
    int m = x.columns();
    int p = y.columns();
    int block = Scratch.blockOf(x.rows(), Math.max(m, p));
    try (Scratch scratch = new Scratch()) {
      DoubleBuffer sum = scratch.matrix(m, p);
      DoubleBuffer left = scratch.matrix(block, m);
      DoubleBuffer right = x == y ? left : scratch.matrix(block, p);
      for (int row = 0; row < x.rows(); row += block) {
        int count = Math.min(block, x.rows() - row);
        x.stage(row, count, 0, m, left);
        if (x == y) {
          x.kernel().addSquare(count, m, left, sum);
        } else {
          y.stage(row, count, 0, p, right);
          x.kernel().addCross(count, m, p, left, right, sum);
        }
      }
      double[] values = new double[m * p];
      sum.get(0, values);
      return new Dense(m, p, x == y ? mirrored(values, m) : values);
    }
  }

  /// `AᵀB`.
  static Dense cross(Dense a, Dense b, Kernel kernel) {
    try (Scratch scratch = new Scratch()) {
      DoubleBuffer sum = scratch.matrix(a.columns(), b.columns());
      kernel.addCross(
          a.rows(), a.columns(), b.columns(), staged(scratch, a), staged(scratch, b), sum);
      double[] values = new double[a.columns() * b.columns()];
      sum.get(0, values);
      return new Dense(a.columns(), b.columns(), values);
    }
  }

  private static DoubleBuffer staged(Scratch scratch, Dense matrix) {
    return scratch.matrix(matrix.rows(), matrix.columns()).put(0, matrix.values());
  }

  private static double[] mirrored(double[] upper, int n) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        upper[i * n + j] = upper[j * n + i];
      }
    }
    return upper;
  }
}
