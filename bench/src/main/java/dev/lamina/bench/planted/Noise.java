package dev.lamina.bench.planted;

import java.util.Random;

/// How curves depart from their levels, in units of a step between sections.
///
/// @param deviation standard deviation
/// @param correlation of neighbouring layers (AR(1))
/// @param common share of the variance that all tasks have in common
/// @param drift most that a straight slope adds from the first layer to the last
record Noise(double deviation, double correlation, double common, double drift) {

  /// Tasks × layers.
  double[][] draw(Random random, int tasks, int layers) {
    double[] shared = chain(random, layers);
    double slope = drift * (2 * random.nextDouble() - 1);
    double[][] noise = new double[tasks][];
    for (int t = 0; t < tasks; t++) {
      double[] own = chain(random, layers);
      double ownSlope = slope + drift / 2 * random.nextGaussian();
      noise[t] = new double[layers];
      for (int l = 0; l < layers; l++) {
        double both = Math.sqrt(common) * shared[l] + Math.sqrt(1 - common) * own[l];
        noise[t][l] = deviation * both + ownSlope * ((double) l / (layers - 1) - 0.5);
      }
    }
    return noise;
  }

  private double[] chain(Random random, int layers) {
    double[] chain = new double[layers];
    chain[0] = random.nextGaussian();
    for (int l = 1; l < layers; l++) {
      chain[l] =
          correlation * chain[l - 1]
              + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
    }
    return chain;
  }
}
