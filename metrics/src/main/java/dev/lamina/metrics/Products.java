package dev.lamina.metrics;

/// Sums of products of numbers.
final class Products {

  private Products() {}

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
