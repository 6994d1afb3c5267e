package dev.lamina.bench.calibration;

import java.util.Random;

/// Where rows are drawn from. The sides `x` and `√θ x + √(1−θ) x'`, with `x'` of the same law and
/// independent of `x`, have covariances `Σ`, `Σ` and `√θ Σ`: a true debiased CKA of exactly `θ`,
/// whatever the law.
enum Population {
  /// Gaussian, all features of the same variance: the most directions that `d` allow.
  FLAT("Gaussian, flat", false),
  /// Gaussian, the k-th feature of variance `1/k`: a few directions dwarf the others, as in
  /// hidden states.
  DECAYING("Gaussian, 1/k", true),
  /// Decaying, each row stretched by one factor, so that its features have Student's
  /// t-distribution with 5 degrees of freedom: a few rows dwarf the others.
  HEAVY("t with 5 df, 1/k", true),
  /// Decaying, around one of five centres, which lie as far apart as rows scatter: rows of a task
  /// that has classes.
  CLUSTERS("5 clusters, 1/k", true);

  private static final int CENTRES = 5;
  private static final int FREEDOM = 5;

  private final String words;
  private final boolean decaying;

  Population(String words, boolean decaying) {
    this.words = words;
    this.decaying = decaying;
  }

  String words() {
    return words;
  }

  /// `n × d`, row by row.
  double[] draw(int n, int d, Random random) {
    double[] values = new double[n * d];
    for (int i = 0; i < n; i++) {
      double stretch = this == HEAVY ? stretch(random) : 1;
      int cluster = this == CLUSTERS ? random.nextInt(CENTRES) : 0;
      for (int k = 0; k < d; k++) {
        double value = stretch * random.nextGaussian();
        double centre = this == CLUSTERS ? centre(cluster, k) : 0;
        values[i * d + k] = (value + centre) / (decaying ? Math.sqrt(k + 1) : 1);
      }
    }
    return values;
  }

  /// The other side of `x`.
  double[] alike(double[] x, int n, int d, double truth, Random random) {
    double[] other = draw(n, d, random);
    for (int i = 0; i < other.length; i++) {
      other[i] = Math.sqrt(truth) * x[i] + Math.sqrt(1 - truth) * other[i];
    }
    return other;
  }

  private static double stretch(Random random) {
    double squares = 0;
    for (int i = 0; i < FREEDOM; i++) {
      double value = random.nextGaussian();
      squares += value * value;
    }
    return Math.sqrt((FREEDOM - 2) / squares);
  }

  /// Fixed centres that sum to 0 in every feature, of variance 1.
  private static double centre(int cluster, int feature) {
    int step = 1 + feature % (CENTRES - 1);
    int place = (cluster * step + feature / (CENTRES - 1)) % CENTRES;
    return (place - (CENTRES - 1) / 2.0) / Math.sqrt((CENTRES * CENTRES - 1) / 12.0);
  }
}
