package dev.lamina.bench.planted;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Curves of tasks over layers with known sections. Steps between sections have a size of 0.75 to
/// 1.25, seven of ten go down, and each task has a level of its own about each section's, with a
/// standard deviation of 0.3.
///
/// @param boundaries last layer of each section but the last one
@SuppressWarnings("ArrayRecordComponent")
record PlantedCurves(double[][] curves, List<Integer> boundaries) {

  private static final int LEAST_LAYERS = 3;
  private static final double DOWN = 0.7;
  private static final double TASK_LEVEL = 0.3;

  static PlantedCurves draw(Random random, Shape shape, Noise noise) {
    List<Integer> boundaries = boundaries(random, shape.layers(), shape.sections());
    double[][] curves = noise.draw(random, shape.tasks(), shape.layers());
    double[] levels = new double[shape.sections()];
    for (int s = 1; s < levels.length; s++) {
      double step = 0.75 + 0.5 * random.nextDouble();
      levels[s] = levels[s - 1] + (random.nextDouble() < DOWN ? -step : step);
    }
    for (double[] curve : curves) {
      double[] own = new double[levels.length];
      for (int s = 0; s < own.length; s++) {
        own[s] = levels[s] + TASK_LEVEL * random.nextGaussian();
      }
      int section = 0;
      for (int l = 0; l < curve.length; l++) {
        curve[l] += own[section];
        if (section < boundaries.size() && l == boundaries.get(section)) {
          section++;
        }
      }
    }
    return new PlantedCurves(curves, boundaries);
  }

  /// Drawn again until every section has three layers.
  private static List<Integer> boundaries(Random random, int layers, int sections) {
    while (true) {
      List<Integer> boundaries = random.ints(sections - 1, 0, layers - 1).sorted().boxed().toList();
      List<Integer> ends = new ArrayList<>(boundaries);
      ends.addFirst(-1);
      ends.addLast(layers - 1);
      boolean wide = true;
      for (int i = 1; i < ends.size(); i++) {
        wide &= ends.get(i) - ends.get(i - 1) >= LEAST_LAYERS;
      }
      if (wide) {
        return boundaries;
      }
    }
  }

  record Shape(int tasks, int layers, int sections) {}
}
