package dev.lamina.metrics;

import dev.lamina.metrics.chance.Chance;
import dev.lamina.metrics.estimate.CkaUncertainty;
import dev.lamina.metrics.estimate.HsicRatio;
import dev.lamina.metrics.hsic.PairTerms;
import java.util.Optional;

/// A measure that is made of the terms of linear HSIC alone, so that it can be had of rows that
/// went by block by block, and of many pairs whose sides share their terms.
public sealed interface LinearMeasure extends Measure permits Cka, DebiasedCka {

  /// Fewer rows have no score.
  int leastRows();

  /// Why there is no value of sides that vary, if so.
  Optional<String> undefined(PairTerms terms);

  /// The same as a ratio of sums, from which rows can be deleted.
  HsicRatio ratio();

  /// The measure where it is defined; not finite where its terms are not. Beyond 1
  /// (Cauchy-Schwarz) only by rounding.
  default double value(PairTerms terms) {
    double value = ratio().of(terms);
    return Double.isFinite(value) ? Math.clamp(value, -1, 1) : value;
  }

  /// Measures a pair by its terms, with the interval, the influences and the p-value against
  /// chance that follow from the same terms.
  ///
  /// @param rows those that the terms are of
  default Score score(PairTerms terms, UsedRows rows) {
    Optional<String> undefined =
        rows.tooFew(leastRows())
            .or(() -> terms.x().constant() ? Optional.of(Score.FIRST_CONSTANT) : Optional.empty())
            .or(() -> terms.y().constant() ? Optional.of(Score.SECOND_CONSTANT) : Optional.empty())
            .or(() -> terms.finite() ? Optional.empty() : Optional.of(Score.OVERFLOW))
            .or(() -> undefined(terms));
    return undefined.isPresent()
        ? Score.undefined(this, rows, undefined.get())
        : Score.of(
            this,
            rows,
            value(terms),
            CkaUncertainty.of(terms, ratio(), rows::index),
            Chance.of(terms));
  }

  @Override
  default Score score(Pair pair) {
    return pair.used()
        .tooFew(leastRows())
        .map(why -> Score.undefined(this, pair.used(), why))
        .orElseGet(() -> score(pair.terms(), pair.used()));
  }
}
