package dev.lamina.metrics.estimate;

import org.hipparchus.distribution.continuous.TDistribution;

/// How well a variance is known that is the sum of squares of `m` influences: its degrees of
/// freedom `2 (Σu²)² / (Σu⁴ − (Σu²)²/m)`, those of the χ² with the same mean and variance
/// (Satterthwaite, Biometrics Bulletin 2, 1946). Few rows with large influence leave few.
final class Freedom {

  /// Fewer would need a variance that is told by less than a handful of rows.
  private static final double LEAST = 3;

  private Freedom() {}

  /// Between 3 and `m − 1`, of influences that sum to 0.
  static double of(double[] influences) {
    double squares = 0;
    double fourths = 0;
    for (double u : influences) {
      squares += u * u;
      fourths += u * u * u * u;
    }
    double most = Math.max(LEAST, influences.length - 1.0);
    double spread = fourths - squares * squares / influences.length;
    return spread > 0 ? Math.clamp(2 * squares * squares / spread, LEAST, most) : most;
  }

  /// Student's quantile for intervals of [Interval#LEVEL].
  static double quantile(double freedom) {
    return new TDistribution(freedom).inverseCumulativeProbability((1 + Interval.LEVEL) / 2);
  }
}
