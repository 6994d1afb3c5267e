package dev.lamina.metrics;

/// The first of two passes over the rows: sums of the columns' distances from a row known
/// beforehand. Rows may come in any order and in any portions.
final class ColumnSums {

  /// Deviations within this many units in the last place are rounding, not content.
  private static final double ROUNDING_ULPS = 4;

  private final double[] origin;
  private final double[] sums;
  private final double[] spreads; // largest distance from the origin
  private int rows;

  ColumnSums(double[] origin) {
    this.origin = origin.clone();
    this.sums = new double[origin.length];
    this.spreads = new double[origin.length];
  }

  void add(double[] row) {
    for (int c = 0; c < origin.length; c++) {
      double distance = row[c] - origin[c];
      sums[c] += distance;
      spreads[c] = Math.max(spreads[c], Math.abs(distance));
    }
    rows++;
  }

  Centring centring() {
    double[] centre = new double[origin.length];
    double widest = 0;
    boolean constant = true;
    for (int c = 0; c < centre.length; c++) {
      centre[c] = origin[c] + sums[c] / rows;
      widest = Math.max(widest, spreads[c]);
      constant &= spreads[c] <= ROUNDING_ULPS * Math.ulp(origin[c]);
    }
    double scale = widest == 0 ? 1 : Math.scalb(1.0, -Math.getExponent(widest));
    return new Centring(centre, scale, constant);
  }
}
