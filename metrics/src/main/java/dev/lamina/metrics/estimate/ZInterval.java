package dev.lamina.metrics.estimate;

import java.util.function.DoubleUnaryOperator;

/// The interval of debiased CKA on Fisher's scale, `z = artanh θ`: all true values that the
/// estimate does not contradict (a score interval, as Wilson's of 1927 for proportions),
///
/// ```
/// (ẑ − z)² ≤ t² (v₀ + α max(0, 1 − e^(−4z)) / 4)
/// ```
///
/// The variance on the right is that of the true value, not of the estimate. Near 0 that
/// matters: there the variance grows with the value, so an estimate that happens to be small
/// would come with an interval that is too short.
///
/// - `v₀ = 2 / (n (n−3))` is what pairs of rows do together, at any value: debiased CKA is the
///   Pearson correlation of `n (n−3) / 2` free off-diagonal entries, and that is Fisher's
///   variance of a correlation.
/// - `α θ (1−θ)²` is what rows do one by one, on the scale of θ: the variance of a squared
///   correlation. It vanishes with θ, as the influence of single rows does.
///
/// @param low on Fisher's scale
/// @param high on Fisher's scale
record ZInterval(double low, double high) {

  private static final int HALVINGS = 60;

  static ZInterval of(double centre, double quantile, double pairs, double singles) {
    DoubleUnaryOperator beyond =
        z -> {
          double reach = quantile * quantile * (pairs + singles * grows(z));
          return (z - centre) * (z - centre) - reach;
        };
    double far = quantile * Math.sqrt(pairs + singles / 4) + 1;
    double low = boundary(beyond, centre, centre - far);
    return new ZInterval(
        low, boundary(beyond, highest(beyond, centre, centre + far), centre + far));
  }

  /// `θ / (1+θ)²`: `θ (1−θ)²` carried over to Fisher's scale.
  private static double grows(double z) {
    return z > 0 ? -Math.expm1(-4 * z) / 4 : 0;
  }

  /// A point of the interval from which on `beyond` rises: above 0 it is convex.
  private static double highest(DoubleUnaryOperator beyond, double centre, double far) {
    if (centre >= 0 || beyond.applyAsDouble(0) <= 0 || far <= 0) {
      return Math.max(centre, far <= 0 ? centre : 0);
    }
    double low = 0;
    double high = far;
    for (int i = 0; i < HALVINGS; i++) {
      double third = (high - low) / 3;
      if (beyond.applyAsDouble(low + third) < beyond.applyAsDouble(high - third)) {
        high -= third;
      } else {
        low += third;
      }
    }
    return beyond.applyAsDouble(low) <= 0 ? low : centre;
  }

  /// Where the interval ends between a point in it and one beyond it.
  private static double boundary(DoubleUnaryOperator beyond, double inside, double outside) {
    double in = inside;
    double out = outside;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (in + out) / 2;
      if (beyond.applyAsDouble(middle) <= 0) {
        in = middle;
      } else {
        out = middle;
      }
    }
    return in;
  }
}
