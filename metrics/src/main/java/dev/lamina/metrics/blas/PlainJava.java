package dev.lamina.metrics.blas;

import java.lang.foreign.ValueLayout;
import java.nio.DoubleBuffer;

/// The same products as plain loops: what OpenBLAS is tested against, and a way to run where it
/// has no library. Tens of times slower.
public record PlainJava() implements Kernel {

  @Override
  public int threads() {
    return 1;
  }

  @Override
  public void multiply(View a, View b, float beta, View into) {
    double[][] left = rows(a);
    double[][] right = rows(b.transpose());
    for (int i = 0; i < into.rows(); i++) {
      for (int j = 0; j < into.columns(); j++) {
        put(into, i, j, dot(left[i], right[j]), beta);
      }
    }
  }

  @Override
  public void square(View a, float beta, View into) {
    double[][] rows = rows(a);
    for (int i = 0; i < into.rows(); i++) {
      for (int j = i; j < into.columns(); j++) {
        put(into, i, j, dot(rows[i], rows[j]), beta);
      }
    }
  }

  private static double[][] rows(View view) {
    double[][] rows = new double[view.rows()][view.columns()];
    for (int i = 0; i < view.rows(); i++) {
      for (int j = 0; j < view.columns(); j++) {
        rows[i][j] = view.transposed() ? number(view, j, i) : number(view, i, j);
      }
    }
    return rows;
  }

  private static double number(View view, int line, int index) {
    long at = view.at() + (long) line * view.stride() + index;
    return switch (view.precision()) {
      case FLOAT32 -> view.memory().getAtIndex(ValueLayout.JAVA_FLOAT, at);
      case FLOAT64 -> view.memory().getAtIndex(ValueLayout.JAVA_DOUBLE, at);
    };
  }

  private static void put(View view, int line, int index, double product, float beta) {
    long at = view.at() + (long) line * view.stride() + index;
    double value = beta == 0 ? product : product + beta * number(view, line, index);
    switch (view.precision()) {
      case FLOAT32 -> view.memory().setAtIndex(ValueLayout.JAVA_FLOAT, at, (float) value);
      case FLOAT64 -> view.memory().setAtIndex(ValueLayout.JAVA_DOUBLE, at, value);
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @Override
  public void addCross(int rows, int m, int p, DoubleBuffer a, DoubleBuffer b, DoubleBuffer c) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < m; i++) {
        addScaled(a.get(r * m + i), b, r * p, c, i * p, p);
      }
    }
  }

  @Override
  public void addSquare(int rows, int m, DoubleBuffer a, DoubleBuffer c) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < m; i++) {
        addScaled(a.get(r * m + i), a, r * m + i, c, i * m + i, m - i);
      }
    }
  }

  private static void addScaled(
      double factor, DoubleBuffer from, int fromAt, DoubleBuffer to, int toAt, int count) {
    for (int i = 0; i < count; i++) {
      to.put(toAt + i, to.get(toAt + i) + factor * from.get(fromAt + i));
    }
  }
}
