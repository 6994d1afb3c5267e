package dev.lamina.metrics.hsic;

import java.util.Random;

/// A side for tests: `n × d`, row by row.
final class Rows {

  private final int count;
  private final int columns;
  private final double[] values;

  Rows(int count, int columns, double[] values) {
    this.count = count;
    this.columns = columns;
    this.values = values;
  }

  int count() {
    return count;
  }

  int columns() {
    return columns;
  }

  /// Not a copy.
  double[] values() {
    return values;
  }

  /// Independent values, sums of squares of Gaussians: skew, so that rows differ in length.
  static Rows random(int count, int columns, long seed) {
    Random random = new Random(seed);
    double[] values = new double[count * columns];
    for (int i = 0; i < values.length; i++) {
      double value = random.nextGaussian();
      values[i] = value + 0.3 * value * value;
    }
    return new Rows(count, columns, values);
  }

  /// Another side of the same rows that shares something with this one.
  Rows related(int columns, long seed) {
    Rows other = random(count, columns, seed);
    for (int i = 0; i < count; i++) {
      for (int c = 0; c < columns; c++) {
        other.values[i * columns + c] += values[i * this.columns + c % this.columns];
      }
    }
    return other;
  }

  /// The same rounded to float32, so that both precisions start from the same values.
  Rows rounded() {
    double[] rounded = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = (float) values[i];
    }
    return new Rows(count, columns, rounded);
  }

  /// Each column multiplied, then shifted.
  Rows mapped(double[] factors, double[] shifts) {
    double[] mapped = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      mapped[i] = values[i] * factors[i % columns] + shifts[i % columns];
    }
    return new Rows(count, columns, mapped);
  }

  Rows without(int row) {
    double[] left = new double[values.length - columns];
    System.arraycopy(values, 0, left, 0, row * columns);
    int after = (row + 1) * columns;
    System.arraycopy(values, after, left, row * columns, values.length - after);
    return new Rows(count - 1, columns, left);
  }

  float[] floats(int from, int rows) {
    float[] floats = new float[rows * columns];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[from * columns + i];
    }
    return floats;
  }

  double[] doubles(int from, int rows) {
    double[] doubles = new double[rows * columns];
    System.arraycopy(values, from * columns, doubles, 0, doubles.length);
    return doubles;
  }

  /// Centred in two steps, for what the mean of large numbers rounds away.
  double[][] centred() {
    double[][] rows = new double[count][columns];
    for (int c = 0; c < columns; c++) {
      double mean = 0;
      for (int i = 0; i < count; i++) {
        mean += (values[i * columns + c] - values[c]) / count;
      }
      for (int i = 0; i < count; i++) {
        rows[i][c] = values[i * columns + c] - values[c] - mean;
      }
    }
    return rows;
  }
}
