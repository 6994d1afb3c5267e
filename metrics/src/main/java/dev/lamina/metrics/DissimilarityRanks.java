package dev.lamina.metrics;

import dev.lamina.metrics.order.Ranks;

/// Ranks of `1 − r` over all pairs of rows, `r` Pearson's correlation of two rows over their
/// features.
final class DissimilarityRanks {

  /// Less is the rounding of equal rows.
  private static final double ROUNDING = 1e-13;

  private final int[] twice; // twice the rank of each pair

  private DissimilarityRanks(int[] twice) {
    this.twice = twice;
  }

  /// The dissimilarities are formed in float64 and ranked in float32, so that what only rounding
  /// tells apart ties.
  static DissimilarityRanks of(Sample x) {
    int n = x.rows();
    long[] keys = new long[RowPairs.count(n)];
    new RowTiles(n, x.columns(), (row, into) -> read(x, row, into), x.kernel())
        .upper(
            (row, rows, column, columns, values) -> {
              for (int i = 0; i < rows; i++) {
                int base = RowPairs.base(row + i, n);
                for (int j = Math.max(column, row + i + 1); j < column + columns; j++) {
                  double apart = 1 - values.get(i * columns + j - column);
                  keys[base + j] = Ranks.key(apart > ROUNDING ? (float) apart : 0, base + j);
                }
              }
            });
    return new DissimilarityRanks(Ranks.twice(keys));
  }

  private static void read(Sample x, int row, double[] into) {
    x.readRaw(row, into);
    Directions.centredUnit(into);
  }

  /// Whether all pairs are equally far apart.
  boolean allTied() {
    for (int rank : twice) {
      if (rank != twice[0]) {
        return false;
      }
    }
    return true;
  }

  /// Pearson's correlation of the ranks, which is Spearman's of the dissimilarities.
  double correlation(DissimilarityRanks other) {
    double centre = twice.length + 1;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int p = 0; p < twice.length; p++) {
      double x = twice[p] - centre;
      double y = other.twice[p] - centre;
      xx += x * x;
      yy += y * y;
      xy += x * y;
    }
    return xy / (Math.sqrt(xx) * Math.sqrt(yy));
  }
}
