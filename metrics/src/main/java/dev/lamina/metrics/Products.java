package dev.lamina.metrics;

import dev.lamina.metrics.blas.Kernel;

/// `‖XᵀY‖²_F` of two centred samples, by whichever form costs less.
final class Products {

  private Products() {}

  /// `n × n` when both sides have fewer rows than columns, since each Gram matrix is then kept
  /// for its side's other pairs: `⟨XXᵀ, YYᵀ⟩`. Else `d × d`, in blocks of rows.
  static double squaredNorm(Sample x, Sample y, Kernel kernel) {
    if (x.wide() && y.wide()) {
      return x.gram().dot(y.gram());
    }
    try (CrossProduct product = new CrossProduct(x, y, kernel)) {
      product.add(0, x.rows());
      return product.squaredNorm();
    }
  }

  /// `Σ aᵢ bᵢ`.
  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
