package dev.lamina.metrics;

import dev.lamina.metrics.blas.PlainJava;
import java.util.Arrays;
import java.util.Random;

/// Matrices for tests, as arrays of rows.
final class Arrays2D {

  private Arrays2D() {}

  static Matrix matrix(double[][] rows) {
    double[] values = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    return Matrix.of(rows.length, rows.length == 0 ? 1 : rows[0].length, values);
  }

  static Side side(double[][] rows) {
    return Side.of(matrix(rows));
  }

  /// The same in plain Java.
  static Side plainSide(double[][] rows) {
    return Side.of(matrix(rows), new PlainJava());
  }

  /// Independent values of mean 0 and variance 1.
  static double[][] gaussian(int rows, int columns, long seed) {
    Random random = new Random(seed);
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      Arrays.setAll(row, column -> random.nextGaussian());
    }
    return values;
  }

  /// A second side that shares something with the first.
  static double[][] related(double[][] x, int columns, long seed) {
    double[][] y = times(x, gaussian(x[0].length, columns, seed));
    double[][] noise = gaussian(x.length, columns, seed + 1);
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < columns; j++) {
        y[i][j] += noise[i][j];
      }
    }
    return y;
  }

  static double[][] times(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < b.length; k++) {
        for (int j = 0; j < b[0].length; j++) {
          product[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return product;
  }

  /// A random orthogonal matrix: Gram and Schmidt on Gaussian rows.
  static double[][] orthogonal(int size, long seed) {
    double[][] q = gaussian(size, size, seed);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        double along = dot(q[i], q[j]);
        for (int k = 0; k < size; k++) {
          q[i][k] -= along * q[j][k];
        }
      }
      double length = Math.sqrt(dot(q[i], q[i]));
      for (int k = 0; k < size; k++) {
        q[i][k] /= length;
      }
    }
    return q;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
