package dev.lamina.metrics.estimate;

import dev.lamina.metrics.hsic.PairTerms;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/// The 95 % interval of linear CKA, and the influences of groups of rows on it.
///
/// - For the debiased estimate the interval is about the value in the population that the rows
///   were drawn from: [ZInterval], with a jackknife variance that is rid of what it counts twice
///   (after Efron, Stein 1981), and Student's quantile with Satterthwaite's degrees of freedom.
/// - For the biased one it is about its expectation with as many rows. It reaches as far as the
///   debiased one's, carried over by the ratio of the two standard errors on Fisher's scale, or
///   as its own standard error does, whichever is farther: cautious near chance, where it covers
///   in up to all cases.
///
/// docs/bench/calibration.md has how often they cover the truth.
///
/// @param interval the 95 % interval
/// @param influences of the 32 groups of [RowGroups]
public record CkaUncertainty(Interval interval, List<Double> influences) {

  /// With fewer rows no interval covers as often as it says.
  public static final int LEAST_ROWS = 20;

  /// So near 1 there is nothing left but rounding.
  private static final double ROUNDING = 1e-12;

  public CkaUncertainty {
    influences = List.copyOf(influences);
    if (influences.size() != RowGroups.COUNT) {
      throw new IllegalArgumentException(
          "There are influences of %d groups, found %d"
              .formatted(RowGroups.COUNT, influences.size()));
    }
  }

  /// Empty with fewer than 20 rows, and where CKA is undefined once some row is deleted.
  ///
  /// @param indexOf from a row's index among the rows used to that among all rows of the task
  public static Optional<CkaUncertainty> of(
      PairTerms terms, HsicRatio statistic, IntUnaryOperator indexOf) {
    if (terms.rows() < LEAST_ROWS) {
      return Optional.empty();
    }
    Optional<DebiasedSpread> debiased = DebiasedSpread.of(terms);
    return switch (statistic) {
      case DEBIASED ->
          debiased.map(
              spread ->
                  result(
                      spread.value(),
                      spread.interval(),
                      spread.jackknife().influences(spread.variance(), groups(terms, indexOf))));
      case BIASED ->
          debiased
              .flatMap(spread -> BiasedSpread.of(terms, spread))
              .map(
                  spread ->
                      result(
                          spread.value(),
                          spread.interval(),
                          spread
                              .jackknife()
                              .influences(spread.variance(), groups(terms, indexOf))));
    };
  }

  private static CkaUncertainty result(double value, ZInterval z, double[] influences) {
    Interval interval =
        1 - value < ROUNDING
            ? new Interval(Math.min(value, 1), 1, Interval.LEVEL)
            : new Interval(
                Math.min(value, Math.tanh(z.low())),
                Math.max(value, Math.tanh(z.high())),
                Interval.LEVEL);
    return new CkaUncertainty(interval, Arrays.stream(influences).boxed().toList());
  }

  private static int[] groups(PairTerms terms, IntUnaryOperator indexOf) {
    int[] groups = new int[terms.sampledRows()];
    Arrays.setAll(groups, k -> RowGroups.of(indexOf.applyAsInt(terms.sampledRow(k))));
    return groups;
  }
}
