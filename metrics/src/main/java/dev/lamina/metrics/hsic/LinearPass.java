package dev.lamina.metrics.hsic;

/// One pass over the rows of several sides.
public final class LinearPass {

  private LinearPass() {}

  /// The terms of two sides that are in memory, all in float64, with terms of every row.
  ///
  /// @param rows `n`
  /// @param x `n × d₁`, row-major, all finite
  /// @param y `n × d₂`
  public static PairTerms between(int rows, double[] x, double[] y) {
    Gram k = gram(rows, x);
    Gram l = gram(rows, y);
    return k.with(k.self(), l, l.self());
  }

  private static Gram gram(int n, double[] values) {
    int d = values.length / n;
    double[] centred = values.clone();
    for (int c = 0; c < d; c++) {
      double offset = 0;
      for (int i = 0; i < n; i++) {
        offset += (values[i * d + c] - values[c]) / n;
      }
      for (int i = 0; i < n; i++) {
        centred[i * d + c] = values[i * d + c] - values[c] - offset;
      }
    }
    double[] upper = new double[n * (n + 1) / 2];
    int at = 0;
    boolean constant = true;
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        for (int c = 0; c < d; c++) {
          upper[at] += centred[i * d + c] * centred[j * d + c];
        }
        constant &= upper[at] == 0;
        at++;
      }
    }
    return new Gram(n, 0, constant, upper);
  }
}
