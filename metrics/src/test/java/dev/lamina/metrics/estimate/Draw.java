package dev.lamina.metrics.estimate;

import dev.lamina.metrics.hsic.LinearPass;
import dev.lamina.metrics.hsic.PairTerms;
import java.util.Random;

/// Gaussian sides whose k-th feature has variance `1/k`, and whose debiased CKA is known.
final class Draw {

  private final Random random;
  private final int n;
  private final int d;

  Draw(int n, int d, long seed) {
    this.random = new Random(seed);
    this.n = n;
    this.d = d;
  }

  double[] side() {
    double[] values = new double[n * d];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian() / Math.sqrt(1.0 + i % d);
    }
    return values;
  }

  /// A side whose features have correlation `√cka` with those of `x`.
  double[] alike(double[] x, double cka) {
    double[] y = side();
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.sqrt(cka) * x[i] + Math.sqrt(1 - cka) * y[i];
    }
    return y;
  }

  PairTerms terms(double[] x, double[] y) {
    return LinearPass.between(n, x, y);
  }
}
