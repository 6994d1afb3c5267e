package dev.lamina.metrics;

/// Squared Euclidean distances between the rows of a sample.
final class Distances {

  /// A square of less than this share of what it is the difference of is rounding, not distance.
  private static final double ROUNDING = 1e-13;

  private Distances() {}

  /// `‖xᵢ − xⱼ‖²` from `‖xᵢ‖²`, `‖xⱼ‖²` and `xᵢ·xⱼ`.
  static double squared(double a, double b, double product) {
    double squared = a + b - 2 * product;
    return squared > ROUNDING * (a + b) ? squared : 0;
  }

  /// Those of all pairs, in the order of [RowPairs]. Formed in float64 and kept in float32: that
  /// halves the largest array that a measure needs, and moves each by at most 6e-8 of itself.
  static float[] squared(Sample x) {
    int n = x.rows();
    double[] energies = x.energies();
    float[] squares = new float[RowPairs.count(n)];
    tiles(x)
        .upper(
            (row, rows, column, columns, values) -> {
              for (int i = 0; i < rows; i++) {
                int base = RowPairs.base(row + i, n);
                for (int j = Math.max(column, row + i + 1); j < column + columns; j++) {
                  double product = values.get(i * columns + j - column);
                  squares[base + j] = (float) squared(energies[row + i], energies[j], product);
                }
              }
            });
    return squares;
  }

  /// `‖a − b‖`, above 0 where they differ. Overwrites `b`.
  static double between(double[] a, double[] b) {
    double largest = 0;
    for (int c = 0; c < a.length; c++) {
      b[c] = a[c] - b[c];
      largest = Math.max(largest, Math.abs(b[c]));
    }
    double squares = 0;
    for (double difference : b) {
      squares += difference / largest * (difference / largest);
    }
    return largest * Math.sqrt(squares);
  }

  static RowTiles tiles(Sample x) {
    return new RowTiles(x.rows(), x.columns(), x::read, x.kernel());
  }
}
