package dev.lamina.metrics;

import dev.lamina.metrics.lapack.Decompositions;
import dev.lamina.metrics.lapack.Dense;
import dev.lamina.metrics.lapack.Eigen;
import java.util.Arrays;

/// Orthonormal bases of what a sample's features span, each as the matrix `W`, features × k, for
/// which the columns of `XW` are that basis.
final class Bases {

  /// Directions of less than this share of the largest variance are left out: nearer to rounding,
  /// products in float64 no longer find canonical correlations to 1e-6.
  private static final double ROUNDING = 1e-10;

  private Bases() {}

  /// The fewest principal components that hold `share` of the variance.
  static Dense principal(Sample x, double share) {
    Eigen axes = Decompositions.with(x.kernel()).eigen(FeatureProducts.cross(x, x));
    double[] variances = axes.values();
    int kept = Math.min(fewest(variances, share), above(variances));
    return whitening(axes, variances, kept);
  }

  /// All directions in which the features vary. The features are brought to the same variance
  /// first: that changes no span, and a feature of great variance does not drown the others.
  static Dense whole(Sample x) {
    Dense covariance = FeatureProducts.cross(x, x);
    double[] inverses = new double[x.columns()];
    for (int j = 0; j < inverses.length; j++) {
      double variance = covariance.get(j, j);
      inverses[j] = variance > 0 ? 1 / Math.sqrt(variance) : 0;
    }
    Dense correlation = covariance.scaledRows(inverses).scaledColumns(inverses.length, inverses);
    Eigen axes = Decompositions.with(x.kernel()).eigen(correlation);
    double[] variances = axes.values();
    return whitening(axes, variances, above(variances)).scaledRows(inverses);
  }

  private static Dense whitening(Eigen axes, double[] variances, int kept) {
    double[] factors = Arrays.stream(variances).map(variance -> 1 / Math.sqrt(variance)).toArray();
    return axes.vectors().scaledColumns(kept, factors);
  }

  private static int fewest(double[] variances, double share) {
    double total = Arrays.stream(variances).filter(variance -> variance > 0).sum();
    double held = 0;
    int kept = 0;
    while (kept < variances.length && held < share * total) {
      held += variances[kept++];
    }
    return kept;
  }

  private static int above(double[] variances) {
    int kept = 0;
    while (kept < variances.length && variances[kept] > ROUNDING * variances[0]) {
      kept++;
    }
    return kept;
  }
}
