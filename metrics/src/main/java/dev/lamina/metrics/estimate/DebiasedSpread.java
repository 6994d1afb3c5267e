package dev.lamina.metrics.estimate;

import dev.lamina.metrics.hsic.HsicSums;
import dev.lamina.metrics.hsic.PairTerms;
import java.util.Optional;

/// How far debiased CKA is from its true value.
///
/// @param value the estimate `θ̂`
/// @param jackknife of it
/// @param pairs `v₀` of [ZInterval], on Fisher's scale
/// @param singles `α` of [ZInterval]
/// @param variance of the estimate, on the scale of `θ`
record DebiasedSpread(
    double value, Jackknife jackknife, double pairs, double singles, double variance) {

  /// Fisher's scale ends here: 1 − 1e-15.
  private static final double MOST = 1 - 1e-15;

  static Optional<DebiasedSpread> of(PairTerms terms) {
    double value = HsicRatio.DEBIASED.of(terms);
    return Double.isFinite(value)
        ? Jackknife.of(terms, HsicRatio.DEBIASED).map(jackknife -> of(terms, value, jackknife))
        : Optional.empty();
  }

  private static DebiasedSpread of(PairTerms terms, double value, Jackknife jackknife) {
    double n = terms.rows();
    double theta = Math.clamp(value, -MOST, MOST);
    double pairs = 2 / (n * (n - 3));
    double scale = 1 - theta * theta;
    double together = pairs * scale * scale;
    double alone = Math.max(0, jackknife.variance() - 2 * together);
    double variance = alone + together;
    double error = Math.sqrt(variance);
    double seen = alone / (Math.max(theta, error) * (1 - theta) * (1 - theta));
    // An estimate within two standard errors of 0 says nothing of how the variance grows.
    double blind = theta <= 2 * error ? 1 : 4 * variance / (theta * theta);
    double singles = Math.max(seen, blind * expectedGrowth(terms));
    return new DebiasedSpread(value, jackknife, pairs, singles, variance);
  }

  /// `α` as it would be if the sides shared all directions alike, with twice the variance for
  /// those they are likelier to share: `4/n · 2/PR`, at most `4/n`. `PR` is the participation
  /// ratio `(tr Σ)² / tr Σ²`, the number of directions in which a side spreads.
  private static double expectedGrowth(PairTerms terms) {
    double directions = Math.sqrt(directions(terms.xx()) * directions(terms.yy()));
    return 4.0 / terms.rows() * Math.min(1, 2 / directions);
  }

  private static double directions(HsicSums side) {
    double total = side.left() / (side.rows() - 1.0);
    return total * total / side.unbiased();
  }

  ZInterval interval() {
    return ZInterval.of(centre(), Freedom.quantile(jackknife.freedom()), pairs, singles);
  }

  /// The estimate on Fisher's scale.
  double centre() {
    double theta = Math.clamp(value, -MOST, MOST);
    return (Math.log1p(theta) - Math.log1p(-theta)) / 2;
  }

  /// Its standard error there.
  double error() {
    double theta = Math.clamp(value, -MOST, MOST);
    return Math.sqrt(variance) / (1 - theta * theta);
  }
}
