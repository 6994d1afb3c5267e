package dev.lamina.metrics.section;

import java.util.Arrays;

/// The tasks' curves, and what it costs each task to call a run of layers level.
final class Curves {

  private final double[][] values; // tasks with a finite value x layers
  private final int layers;
  private final double[][] costs; // per task: sum of squares about the mean of layers [i, j)
  private final int[] finite; // per task: how many values are finite

  Curves(double[][] all) {
    this.layers = all.length == 0 ? 0 : all[0].length;
    for (double[] curve : all) {
      if (curve.length != layers) {
        throw new IllegalArgumentException(
            "Each task needs a value per layer, NaN where there is none: found %d and %d layers"
                .formatted(layers, curve.length));
      }
    }
    this.values =
        Arrays.stream(all)
            .filter(curve -> finiteIn(curve) > 0)
            .map(double[]::clone)
            .toArray(double[][]::new);
    this.costs = Arrays.stream(values).map(this::costsOf).toArray(double[][]::new);
    this.finite = Arrays.stream(values).mapToInt(Curves::finiteIn).toArray();
  }

  int tasks() {
    return values.length;
  }

  int layers() {
    return layers;
  }

  /// Costs over all tasks, each counted as often as its weight says.
  Costs weighted(int[] weights) {
    double[] sum = new double[layers * (layers + 1)];
    boolean[] seen = new boolean[layers];
    int observations = 0;
    for (int t = 0; t < weights.length; t++) {
      if (weights[t] == 0) {
        continue;
      }
      observations += weights[t] * finite[t];
      for (int i = 0; i < sum.length; i++) {
        sum[i] += weights[t] * costs[t][i];
      }
      for (int l = 0; l < layers; l++) {
        seen[l] |= Double.isFinite(values[t][l]);
      }
    }
    return new Costs(layers, sum, seen, Arrays.stream(weights).sum(), observations);
  }

  /// Mean of all finite values of layers `[from, to)`.
  double mean(int from, int to) {
    return Arrays.stream(values)
        .flatMapToDouble(curve -> Arrays.stream(curve, from, to))
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  /// Running means from each first layer on (Welford), so that a large level costs no digits.
  private double[] costsOf(double[] curve) {
    double[] cost = new double[layers * (layers + 1)];
    for (int i = 0; i < layers; i++) {
      double mean = 0;
      double squares = 0;
      int count = 0;
      for (int j = i; j < layers; j++) {
        if (Double.isFinite(curve[j])) {
          count++;
          double distance = curve[j] - mean;
          mean += distance / count;
          squares += distance * (curve[j] - mean);
        }
        cost[i * (layers + 1) + j + 1] = squares;
      }
    }
    return cost;
  }

  private static int finiteIn(double[] curve) {
    return (int) Arrays.stream(curve).filter(Double::isFinite).count();
  }
}
