package dev.lamina.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/// The changes that invariances speak of, made to an array of rows.
final class Changes {

  /// Down to where squares would vanish and up to where they would overflow.
  private static final double[] FACTORS = {-1e-200, 1e-200, -3.0, 0.1, 7e5, 1e200};

  private Changes() {}

  /// A change picked by the seed. Of a common permutation, what becomes of either side.
  static double[][] of(double[][] rows, Invariance change, long seed) {
    Random random = new Random(seed);
    int columns = rows[0].length;
    return switch (change) {
      case ORTHOGONAL_TRANSFORM -> Arrays2D.times(rows, Arrays2D.orthogonal(columns, seed));
      case INVERTIBLE_LINEAR -> Arrays2D.times(rows, Arrays2D.gaussian(columns, columns, seed));
      case FEATURE_PERMUTATION -> permuted(rows, columns, random);
      case ISOTROPIC_SCALING -> {
        double factor = FACTORS[random.nextInt(FACTORS.length)];
        yield map(rows, row -> scaled(row, factor));
      }
      case ROW_SCALING -> map(rows, row -> scaled(row, Math.exp(random.nextGaussian())));
      case TRANSLATION -> {
        double[] shift = scaled(Arrays2D.gaussian(1, columns, seed)[0], 1000);
        yield map(rows, row -> sum(row, shift));
      }
      case ROW_SHIFT -> map(rows, row -> sum(row, constant(columns, random.nextGaussian())));
      case ROW_PERMUTATION -> shuffled(rows, random);
    };
  }

  private static double[][] permuted(double[][] rows, int columns, Random random) {
    List<Integer> order = new ArrayList<>();
    for (int j = 0; j < columns; j++) {
      order.add(j);
    }
    Collections.shuffle(order, random);
    return map(rows, row -> order.stream().mapToDouble(j -> row[j]).toArray());
  }

  private static double[][] shuffled(double[][] rows, Random random) {
    List<double[]> order = new ArrayList<>(List.of(rows));
    Collections.shuffle(order, random);
    return order.toArray(double[][]::new);
  }

  private static double[][] map(double[][] rows, UnaryOperator<double[]> change) {
    return Arrays.stream(rows).map(change).toArray(double[][]::new);
  }

  private static double[] scaled(double[] row, double factor) {
    return Arrays.stream(row).map(value -> value * factor).toArray();
  }

  private static double[] sum(double[] row, double[] other) {
    double[] sum = row.clone();
    Arrays.setAll(sum, i -> row[i] + other[i]);
    return sum;
  }

  private static double[] constant(int length, double value) {
    double[] values = new double[length];
    Arrays.fill(values, value);
    return values;
  }
}
