package dev.lamina.metrics.chance;

import dev.lamina.metrics.hsic.LinearPass;
import dev.lamina.metrics.hsic.PairTerms;
import java.util.Arrays;
import java.util.Random;

/// Two unrelated sides with skew, heavy-tailed values in a few directions, and the statistic when
/// the rows of the second are permuted.
final class Simulated {

  private final int n;
  private final double[] x;
  private final double[] y;
  private final double[][] k;
  private final double[][] l;

  Simulated(int n, int dx, int dy, long seed) {
    Random random = new Random(seed);
    this.n = n;
    this.x = heavy(n, dx, random);
    this.y = heavy(n, dy, random);
    this.k = gram(x);
    this.l = gram(y);
  }

  PairTerms terms() {
    return LinearPass.between(n, x, y);
  }

  /// `Σ Kᵢⱼ L_{p(i) p(j)} / (tr K tr L)`.
  double statistic(int[] p) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += k[i][i] * l[p[i]][p[i]];
      for (int j = 0; j < i; j++) {
        sum += 2 * k[i][j] * l[p[i]][p[j]];
      }
    }
    return sum / (trace(k) * trace(l));
  }

  private static double trace(double[][] gram) {
    double trace = 0;
    for (int i = 0; i < gram.length; i++) {
      trace += gram[i][i];
    }
    return trace;
  }

  /// The statistic of `count` random permutations, ascending.
  double[] permuted(int count, long seed) {
    Random random = new Random(seed);
    int[] p = new int[n];
    Arrays.setAll(p, i -> i);
    double[] statistics = new double[count];
    for (int t = 0; t < count; t++) {
      for (int i = n - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int held = p[i];
        p[i] = p[j];
        p[j] = held;
      }
      statistics[t] = statistic(p);
    }
    Arrays.sort(statistics);
    return statistics;
  }

  private static double[] heavy(int n, int d, Random random) {
    double[] values = new double[n * d];
    for (int i = 0; i < values.length; i++) {
      double value = random.nextGaussian();
      values[i] = (value + 0.15 * value * value * value) / (1 + i % d);
    }
    return values;
  }

  private double[][] gram(double[] values) {
    int d = values.length / n;
    double[] mean = new double[d];
    for (int i = 0; i < values.length; i++) {
      mean[i % d] += values[i] / n;
    }
    double[][] gram = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int c = 0; c < d; c++) {
          gram[i][j] += (values[i * d + c] - mean[c]) * (values[j * d + c] - mean[c]);
        }
      }
    }
    return gram;
  }
}
