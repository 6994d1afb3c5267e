package dev.lamina.metrics;

/// What is taken off each row before products are formed, and by what it is multiplied then.
final class Centring {

  private final double[] centre; // mean of each column
  private final double scale;
  private final boolean constant;

  Centring(double[] centre, double scale, boolean constant) {
    this.centre = centre;
    this.scale = scale;
    this.constant = constant;
  }

  /// Whether all rows are equal, up to the rounding of float64.
  boolean constant() {
    return constant;
  }

  /// Centres and scales `count` values that were read from column `from` on. The scale is a
  /// power of two that brings the largest deviation near 1, so that squares neither overflow
  /// nor vanish: it is exact, and no measure that is indifferent to scaling notices.
  void apply(double[] values, int from, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = (values[i] - centre[from + i]) * scale;
    }
  }
}
