package dev.lamina.metrics.hsic;

/// Sums over vectors in float64.
final class Vectors {

  private Vectors() {}

  static double dot(double[] a, double[] b) {
    return dot(a, 0, b, 0, a.length);
  }

  /// In four running sums: shorter chains of additions, and less rounding.
  static double dot(double[] a, int fromA, double[] b, int fromB, int count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < count; i += 4) {
      s0 += a[fromA + i] * b[fromB + i];
      s1 += a[fromA + i + 1] * b[fromB + i + 1];
      s2 += a[fromA + i + 2] * b[fromB + i + 2];
      s3 += a[fromA + i + 3] * b[fromB + i + 3];
    }
    for (; i < count; i++) {
      s0 += a[fromA + i] * b[fromB + i];
    }
    return s0 + s1 + (s2 + s3);
  }

  /// Adds `factor` times the start of `a` to the entries of `sum` in `span`.
  static void addScaled(double factor, double[] a, double[] sum, Span span) {
    for (int i = 0; i < span.count(); i++) {
      sum[span.from() + i] += factor * a[i];
    }
  }
}
