package dev.lamina.metrics;

/// Rows brought to length 1, in place. A row without a direction becomes a row of zeros, so that
/// its product with any other is 0.
final class Directions {

  /// What rounding may leave of equal values once their mean is taken off, as a share of them.
  private static final double ROUNDING = 1e-14;

  private Directions() {}

  /// Products are cosines then.
  static void unit(double[] row) {
    rescale(row);
    divide(row, 0);
  }

  /// Products are Pearson's correlations then.
  static void centredUnit(double[] row) {
    rescale(row);
    double mean = 0;
    for (double value : row) {
      mean += value / row.length;
    }
    for (int i = 0; i < row.length; i++) {
      row[i] -= mean;
    }
    divide(row, ROUNDING * Math.sqrt(row.length));
  }

  /// Brings the largest value between 1 and 2, exactly, so that squares neither overflow nor
  /// vanish.
  private static void rescale(double[] row) {
    double largest = 0;
    for (double value : row) {
      largest = Math.max(largest, Math.abs(value));
    }
    double scale = Math.scalb(1.0, -Math.getExponent(largest));
    for (int i = 0; i < row.length; i++) {
      row[i] *= scale;
    }
  }

  private static void divide(double[] row, double zero) {
    double squares = 0;
    for (double value : row) {
      squares += value * value;
    }
    double norm = Math.sqrt(squares);
    for (int i = 0; i < row.length; i++) {
      row[i] = norm > zero ? row[i] / norm : 0;
    }
  }
}
