package dev.lamina.metrics;

import dev.lamina.metrics.blas.Kernel;
import java.nio.DoubleBuffer;

/// `XXᵀ` of a centred sample, `n × n`, as its upper triangle: no more memory than the `n × d`
/// float32 values it is made of, since it is formed only where `n < d`.
final class Gram {

  private final int n;
  private final double[] upper; // row by row, from the diagonal on: n (n + 1) / 2

  private Gram(int n, double[] upper) {
    this.n = n;
    this.upper = upper;
  }

  /// Adds up blocks of columns.
  static Gram of(Sample x, Kernel kernel) {
    int n = x.rows();
    int block = Scratch.blockOf(x.columns(), n);
    try (Scratch scratch = new Scratch()) {
      DoubleBuffer sum = scratch.matrix(n, n);
      DoubleBuffer part = scratch.matrix(n, block);
      for (int column = 0; column < x.columns(); column += block) {
        int width = Math.min(block, x.columns() - column);
        x.stage(0, n, column, width, part);
        kernel.addGram(n, width, part, sum);
      }
      return new Gram(n, pack(sum, n));
    }
  }

  private static double[] pack(DoubleBuffer full, int n) {
    double[] upper = new double[n * (n + 1) / 2];
    int at = 0;
    for (int i = 0; i < n; i++) {
      full.get(i * n + i, upper, at, n - i);
      at += n - i;
    }
    return upper;
  }

  /// `⟨XXᵀ, YYᵀ⟩`, the sum of the products of all entries.
  double dot(Gram other) {
    double total = 0;
    int at = 0;
    for (int i = 0; i < n; i++) {
      double diagonal = upper[at] * other.upper[at];
      double beside = 0;
      for (int k = at + 1; k < at + n - i; k++) {
        beside += upper[k] * other.upper[k];
      }
      total += diagonal + 2 * beside;
      at += n - i;
    }
    return total;
  }
}
