package dev.lamina.metrics.section;

import java.util.Arrays;

/// The tasks' curves, tasks × layers, NaN where there is no score; tasks without any are left
/// out.
final class Curves {

  /// Scores are computed to about so many digits; smaller steps are none.
  private static final double DIGITS = 1e-7;

  private final double[][] values;
  private final int layers;

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
            .map(c -> Arrays.stream(c).map(v -> Double.isFinite(v) ? v : Double.NaN).toArray())
            .filter(curve -> Arrays.stream(curve).anyMatch(Double::isFinite))
            .toArray(double[][]::new);
  }

  int tasks() {
    return values.length;
  }

  int layers() {
    return layers;
  }

  /// Mean of all finite values of layers `[from, to)`.
  double mean(int from, int to) {
    return Arrays.stream(values)
        .flatMapToDouble(curve -> Arrays.stream(curve, from, to))
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  /// The mean curve of tasks that are each drawn as often as `times` says, about its own mean;
  /// and the tasks' departures from that curve, each about its own mean.
  Split split(int[] times) {
    double[] mean = new double[layers];
    for (int l = 0; l < layers; l++) {
      double sum = 0;
      int count = 0;
      for (int t = 0; t < values.length; t++) {
        if (times[t] > 0 && Double.isFinite(values[t][l])) {
          sum += times[t] * values[t][l];
          count += times[t];
        }
      }
      mean[l] = count == 0 ? Double.NaN : sum / count;
    }
    double[][] departures = new double[values.length][layers];
    for (int t = 0; t < values.length; t++) {
      for (int l = 0; l < layers; l++) {
        departures[t][l] = values[t][l] - mean[l];
      }
      centre(departures[t]);
    }
    centre(mean);
    double resolution = DIGITS * largest();
    int drawn = Arrays.stream(times).sum();
    return new Split(
        new CurveSet(new double[][] {mean}, new int[] {1}, 1, resolution),
        new CurveSet(departures, times, drawn - 1, resolution));
  }

  private static void centre(double[] curve) {
    double level = Arrays.stream(curve).filter(Double::isFinite).average().orElse(0);
    Arrays.setAll(curve, l -> curve[l] - level);
  }

  private double largest() {
    return Arrays.stream(values)
        .flatMapToDouble(Arrays::stream)
        .filter(Double::isFinite)
        .map(Math::abs)
        .max()
        .orElse(0);
  }

  /// Two sets of curves that vary independently when all tasks vary alike.
  record Split(CurveSet mean, CurveSet departures) {}
}
