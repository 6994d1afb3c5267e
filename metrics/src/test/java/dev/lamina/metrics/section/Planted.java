package dev.lamina.metrics.section;

import java.util.Random;

/// Curves with known steps.
final class Planted {

  private Planted() {}

  /// Curves of `tasks` tasks: pairs of a level and its number of layers, each task shifted and
  /// stretched a little, plus independent noise.
  static double[][] levels(int tasks, double noise, long seed, double... levelsAndLengths) {
    Random random = new Random(seed);
    int layers = 0;
    for (int i = 1; i < levelsAndLengths.length; i += 2) {
      layers += (int) levelsAndLengths[i];
    }
    double[][] curves = new double[tasks][layers];
    for (double[] curve : curves) {
      double shift = 0.05 * random.nextGaussian();
      double stretch = 1 + 0.1 * random.nextGaussian();
      int layer = 0;
      for (int i = 0; i < levelsAndLengths.length; i += 2) {
        for (int end = layer + (int) levelsAndLengths[i + 1]; layer < end; layer++) {
          curve[layer] = shift + stretch * levelsAndLengths[i] + noise * random.nextGaussian();
        }
      }
    }
    return curves;
  }
}
