package dev.lamina.bench.calibration;

import java.util.Random;

/// One setting of a simulation.
///
/// @param truth debiased CKA of the population, 0 to 1
record Cell(Population population, int rows, int columns, double truth) {

  /// The same numbers for the same pair of the same setting, on any machine.
  Random random(int pair) {
    return new Random(31L * hash() + 1_000_003L * pair);
  }

  @SuppressWarnings("EnumOrdinal") // a seed, not an order
  private long hash() {
    long hash = population.ordinal();
    hash = 1009 * hash + rows;
    hash = 1009 * hash + columns;
    return 1009 * hash + Math.round(1000 * truth);
  }

  double[] control(Random random) {
    return population.draw(rows, columns, random);
  }

  double[] experimental(double[] control, Random random) {
    return experimental(control, truth, random);
  }

  double[] experimental(double[] control, double like, Random random) {
    return population.alike(control, rows, columns, like, random);
  }
}
