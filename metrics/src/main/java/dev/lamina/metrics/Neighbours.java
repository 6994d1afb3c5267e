package dev.lamina.metrics;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.BitSet;

/// The `k` rows of the largest cosine with each row, itself left out. Rows that tie for the last
/// places share them: each belongs by the same fraction, as if chosen at random among them.
final class Neighbours {

  /// Cosines this close are equal but for rounding.
  private static final double ROUNDING = 1e-13;

  private final int k;
  private final BitSet[] nearer; // of each row, those that belong for certain
  private final BitSet[] tied;
  private final double[] share; // by which each that is tied belongs

  private Neighbours(int n, int k) {
    this.k = k;
    this.nearer = new BitSet[n];
    this.tied = new BitSet[n];
    this.share = new double[n];
  }

  /// Needs more than `k` rows.
  static Neighbours of(Sample x, int k) {
    int n = x.rows();
    Neighbours found = new Neighbours(n, k);
    double[][] cosines = new double[Math.min(n, RowTiles.LARGEST)][n];
    new RowTiles(n, x.columns(), (row, into) -> read(x, row, into), x.kernel())
        .all(
            (row, rows, column, columns, values) -> {
              copy(values, rows, column, columns, cosines);
              if (column + columns == n) {
                for (int i = 0; i < rows; i++) {
                  found.choose(row + i, cosines[i]);
                }
              }
            });
    return found;
  }

  private static void read(Sample x, int row, double[] into) {
    x.readRaw(row, into);
    Directions.unit(into);
  }

  private static void copy(DoubleBuffer tile, int rows, int column, int columns, double[][] into) {
    for (int i = 0; i < rows; i++) {
      tile.get(i * columns, into[i], column, columns);
    }
  }

  private void choose(int row, double[] cosines) {
    cosines[row] = Double.NEGATIVE_INFINITY;
    double last = largest(cosines);
    nearer[row] = new BitSet();
    tied[row] = new BitSet();
    for (int j = 0; j < cosines.length; j++) {
      if (cosines[j] > last + ROUNDING) {
        nearer[row].set(j);
      } else if (cosines[j] >= last - ROUNDING) {
        tied[row].set(j);
      }
    }
    share[row] = (double) (k - nearer[row].cardinality()) / tied[row].cardinality();
  }

  /// The k-th largest value.
  private double largest(double[] values) {
    double[] top = new double[k]; // ascending
    Arrays.fill(top, Double.NEGATIVE_INFINITY);
    for (double value : values) {
      if (value > top[0]) {
        int at = 1;
        while (at < k && top[at] < value) {
          top[at - 1] = top[at];
          at++;
        }
        top[at - 1] = value;
      }
    }
    return top[0];
  }

  /// The mean over the rows of the share of neighbours in common.
  double overlap(Neighbours other) {
    double common = 0;
    for (int i = 0; i < share.length; i++) {
      common +=
          both(nearer[i], other.nearer[i])
              + share[i] * both(tied[i], other.nearer[i])
              + other.share[i] * both(nearer[i], other.tied[i])
              + share[i] * other.share[i] * both(tied[i], other.tied[i]);
    }
    return common / share.length / k;
  }

  private static int both(BitSet a, BitSet b) {
    int count = 0;
    for (int i = a.nextSetBit(0); i >= 0; i = a.nextSetBit(i + 1)) {
      if (b.get(i)) {
        count++;
      }
    }
    return count;
  }
}
