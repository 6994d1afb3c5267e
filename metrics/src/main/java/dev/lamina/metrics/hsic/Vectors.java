package dev.lamina.metrics.hsic;

import java.util.Arrays;

/// Sums over vectors in float64.
final class Vectors {

  private Vectors() {}

  static double dot(double[] a, double[] b) {
    return dot(a, 0, b, 0, a.length);
  }

  /// In eight running sums: shorter chains of additions, and less rounding.
  static double dot(double[] a, int fromA, double[] b, int fromB, int count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int i = 0;
    for (; i + 7 < count; i += 8) {
      s0 += a[fromA + i] * b[fromB + i];
      s1 += a[fromA + i + 1] * b[fromB + i + 1];
      s2 += a[fromA + i + 2] * b[fromB + i + 2];
      s3 += a[fromA + i + 3] * b[fromB + i + 3];
      s4 += a[fromA + i + 4] * b[fromB + i + 4];
      s5 += a[fromA + i + 5] * b[fromB + i + 5];
      s6 += a[fromA + i + 6] * b[fromB + i + 6];
      s7 += a[fromA + i + 7] * b[fromB + i + 7];
    }
    for (; i < count; i++) {
      s0 += a[fromA + i] * b[fromB + i];
    }
    return (s0 + s1) + (s2 + s3) + ((s4 + s5) + (s6 + s7));
  }

  /// Adds `factor` times the start of `a` to `sum`, which has as many entries or fewer. Arrays
  /// are added from index 0 on throughout: only then does the compiler see that it may take
  /// several entries at once.
  static void addScaled(double factor, double[] a, double[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * a[i];
    }
  }

  /// Adds the first `count` entries of `part` to those of `sum`.
  static void add(double[] part, double[] sum, int count) {
    for (int i = 0; i < count; i++) {
      sum[i] += part[i];
    }
  }

  /// Adds `part` to the entries of `sum` in `span`.
  static void add(double[] part, double[] sum, Span span) {
    for (int i = 0; i < span.count(); i++) {
      sum[span.from() + i] += part[i];
    }
  }

  /// The entries of `values` in `span`.
  static double[] slice(double[] values, Span span) {
    return Arrays.copyOfRange(values, span.from(), span.end());
  }
}
