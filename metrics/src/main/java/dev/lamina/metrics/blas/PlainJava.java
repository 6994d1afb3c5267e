package dev.lamina.metrics.blas;

import java.nio.DoubleBuffer;

/// The same products as plain loops: what OpenBLAS is tested against, and a way to run where it
/// has no library. Tens of times slower.
public record PlainJava() implements Kernel {

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

  @Override
  public void addGram(int rows, int m, DoubleBuffer a, DoubleBuffer c) {
    for (int i = 0; i < rows; i++) {
      for (int j = i; j < rows; j++) {
        double sum = c.get(i * rows + j);
        for (int k = 0; k < m; k++) {
          sum += a.get(i * m + k) * a.get(j * m + k);
        }
        c.put(i * rows + j, sum);
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
