package dev.lamina.metrics;

import java.nio.DoubleBuffer;
import java.util.Arrays;

/// The distances from each row of a sample to its two nearest others.
final class NearestTwo {

  /// Candidates found by products, whose distances are then formed anew: a difference of products
  /// is inexact where rows are much nearer to each other than to the centre.
  private static final int CANDIDATES = 4;

  private final Sample x;
  private final double[] energies;
  private final double[] squares; // n x CANDIDATES, of each row ascending
  private final int[] rows;

  private NearestTwo(Sample x) {
    this.x = x;
    this.energies = x.energies();
    this.squares = new double[x.rows() * CANDIDATES];
    this.rows = new int[squares.length];
    Arrays.fill(squares, Double.POSITIVE_INFINITY);
  }

  /// Of each row `ln` of the second distance by the first. Needs 3 rows, all different.
  static double[] logRatios(Sample x) {
    NearestTwo nearest = new NearestTwo(x);
    Distances.tiles(x).upper(nearest::visit);
    double[] logs = new double[x.rows()];
    Arrays.setAll(logs, nearest::logRatio);
    return logs;
  }

  private void visit(int row, int height, int column, int width, DoubleBuffer products) {
    for (int i = row; i < row + height; i++) {
      for (int j = Math.max(column, i + 1); j < column + width; j++) {
        double product = products.get((i - row) * width + j - column);
        double squared = energies[i] + energies[j] - 2 * product;
        offer(i, j, squared);
        offer(j, i, squared);
      }
    }
  }

  private void offer(int row, int other, double squared) {
    int first = row * CANDIDATES;
    int at = first + CANDIDATES - 1;
    if (squared >= squares[at]) {
      return;
    }
    while (at > first && squares[at - 1] > squared) {
      squares[at] = squares[at - 1];
      rows[at] = rows[at - 1];
      at--;
    }
    squares[at] = squared;
    rows[at] = other;
  }

  private double logRatio(int row) {
    double[] here = new double[x.columns()];
    double[] there = new double[x.columns()];
    double[] exact = new double[Math.min(CANDIDATES, x.rows() - 1)];
    x.readRaw(row, here);
    for (int c = 0; c < exact.length; c++) {
      x.readRaw(rows[row * CANDIDATES + c], there);
      exact[c] = Distances.between(here, there);
    }
    Arrays.sort(exact);
    return Math.log(exact[1] / exact[0]);
  }
}
