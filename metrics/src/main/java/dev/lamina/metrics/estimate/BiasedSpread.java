package dev.lamina.metrics.estimate;

import dev.lamina.metrics.hsic.HsicSums;
import dev.lamina.metrics.hsic.PairTerms;
import java.util.Optional;

/// How far biased CKA is from its expectation with as many rows.
///
/// @param value the estimate
/// @param jackknife of it
/// @param variance of it
/// @param interval on Fisher's scale
record BiasedSpread(double value, Jackknife jackknife, double variance, ZInterval interval) {

  private static final double MOST = 1 - 1e-15;

  static Optional<BiasedSpread> of(PairTerms terms, DebiasedSpread debiased) {
    double value = HsicRatio.BIASED.of(terms);
    return Double.isFinite(value)
        ? Jackknife.of(terms, HsicRatio.BIASED)
            .map(jackknife -> of(terms, value, jackknife, debiased))
        : Optional.empty();
  }

  private static BiasedSpread of(
      PairTerms terms, double value, Jackknife jackknife, DebiasedSpread debiased) {
    double theta = Math.min(value, MOST);
    double counted = jackknife.variance();
    double variance = Math.max(counted - together(terms, theta, debiased.value()), counted / 2);
    double centre = (Math.log1p(theta) - Math.log1p(-theta)) / 2;
    double error = Math.sqrt(variance) / (1 - theta * theta);
    double own = Freedom.quantile(jackknife.freedom()) * error;
    ZInterval other = debiased.interval();
    double ratio = debiased.error() > 0 ? error / debiased.error() : 0;
    return new BiasedSpread(
        value,
        jackknife,
        variance,
        new ZInterval(
            Math.max(0, centre - Math.max(own, ratio * (debiased.centre() - other.low()))),
            centre + Math.max(own, ratio * (other.high() - debiased.centre()))));
  }

  /// What pairs of rows do together, as variance: that of `√(f g) u v − b (f u² + g v²) / 2` for
  /// standard normal `u`, `v` with correlation `θ`, the debiased value, over `n (n−1) / 2` pairs;
  /// `f` and `g` are the parts of the sides' norms that are not bias.
  private static double together(PairTerms terms, double b, double debiased) {
    double n = terms.rows();
    double f = unbiasedPart(terms.xx());
    double g = unbiasedPart(terms.yy());
    double t = Math.clamp(debiased, -1, 1);
    double perPair =
        f * g * (1 + t * t)
            + b * b * (f * f + g * g + 2 * f * g * t * t) / 2
            - 2 * b * Math.sqrt(f * g) * (f + g) * t;
    return 2 / (n * (n - 1)) * Math.max(0, perPair);
  }

  private static double unbiasedPart(HsicSums side) {
    return Math.clamp(side.unbiased() / side.biased(), 0, 1);
  }
}
