package dev.lamina.bench.calibration;

import dev.lamina.metrics.estimate.CkaUncertainty;
import dev.lamina.metrics.estimate.HsicRatio;
import dev.lamina.metrics.estimate.Interval;
import dev.lamina.metrics.hsic.PairTerms;
import java.util.List;
import java.util.Optional;

/// What is said of one simulated pair.
record Estimate(double value, Optional<Interval> interval) {

  static Estimate of(PairTerms terms, HsicRatio statistic) {
    return new Estimate(
        statistic.of(terms),
        CkaUncertainty.of(terms, statistic, row -> row).map(CkaUncertainty::interval));
  }

  /// Share of those with an interval whose interval holds the truth.
  static double coverage(List<Estimate> estimates, double truth) {
    return estimates.stream()
        .flatMap(estimate -> estimate.interval().stream())
        .mapToDouble(i -> i.low() <= truth && truth <= i.high() ? 1 : 0)
        .average()
        .orElse(Double.NaN);
  }

  static double meanWidth(List<Estimate> estimates) {
    return estimates.stream()
        .flatMap(estimate -> estimate.interval().stream())
        .mapToDouble(i -> i.high() - i.low())
        .average()
        .orElse(Double.NaN);
  }

  static double mean(List<Estimate> estimates) {
    return estimates.stream().mapToDouble(Estimate::value).average().orElse(Double.NaN);
  }
}
