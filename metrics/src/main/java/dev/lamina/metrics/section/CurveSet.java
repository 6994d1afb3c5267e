package dev.lamina.metrics.section;

import java.util.Arrays;

/// Curves that vary in the same way about levels of their own.
///
/// @param curves curves × layers, NaN where nothing was observed
/// @param times how often each curve counts
/// @param independent how many independent curves they amount to: one fewer than counted for
///     departures from their mean
/// @param resolution the last digits: so much of a value, and a fiftieth of the curves' whole
///     variation over layers, counts as noise in any case
@SuppressWarnings("ArrayRecordComponent")
record CurveSet(double[][] curves, int[] times, int independent, double resolution) {

  /// A slow drift within a section is not cut ever finer when all else is smooth.
  private static final double DRIFT = 1.0 / 50;

  /// Splits the evidence for sections of these curves into its additive parts.
  ///
  /// Within a section a curve is a level plus noise of unit variance whose neighbours are
  /// correlated (AR(1), over gaps by the power of the gap); the level is drawn from a normal
  /// distribution about 0 with variance `spread`. With the level integrated out, minus twice
  /// the logarithm of the density is `squares/σ² + logs + n ln σ²`.
  Parts parts(Variation variation) {
    int layers = curves[0].length;
    Correlations noise = new Correlations(variation, layers);
    double[][] squares = new double[layers][layers + 1];
    double[][] logs = new double[layers][layers + 1];
    boolean[] seen = new boolean[layers];
    double observations = 0;
    int counted = 0;
    for (int c = 0; c < curves.length; c++) {
      if (times[c] == 0) {
        continue;
      }
      counted += times[c];
      for (int l = 0; l < layers; l++) {
        if (Double.isFinite(curves[c][l])) {
          seen[l] = true;
          observations += times[c];
        }
      }
      addRuns(curves[c], times[c], noise, squares, logs);
    }
    double share = (double) independent / counted;
    for (double[] row : logs) {
      Arrays.setAll(row, j -> row[j] * share);
    }
    return new Parts(
        squares,
        logs,
        seen,
        observations * share,
        observations * resolution * resolution + DRIFT * squares());
  }

  private double squares() {
    double sum = 0;
    for (int c = 0; c < curves.length; c++) {
      double mean = Arrays.stream(curves[c]).filter(Double::isFinite).average().orElse(0);
      for (double value : curves[c]) {
        sum += Double.isFinite(value) ? times[c] * (value - mean) * (value - mean) : 0;
      }
    }
    return sum;
  }

  private static void addRuns(
      double[] curve, int times, Correlations noise, double[][] squares, double[][] logs) {
    for (int from = 0; from < curve.length; from++) {
      double valueSquares = 0;
      double product = 0;
      double unitSquares = 0;
      double determinant = 0;
      int last = -1;
      for (int l = from; l < curve.length; l++) {
        if (Double.isFinite(curve[l])) {
          int gap = last < 0 ? 0 : l - last;
          double value =
              gap == 0 ? curve[l] : (curve[l] - noise.kept(gap) * curve[last]) / noise.scale(gap);
          double unit = noise.unit(gap);
          valueSquares += value * value;
          product += value * unit;
          unitSquares += unit * unit;
          determinant += noise.determinant(gap);
          last = l;
        }
        double left = valueSquares - product * product / (unitSquares + 1 / noise.spread());
        squares[from][l + 1] += times * Math.max(0, left);
        logs[from][l + 1] += times * (noise.logOfLevel(unitSquares) + determinant);
      }
    }
  }
}
