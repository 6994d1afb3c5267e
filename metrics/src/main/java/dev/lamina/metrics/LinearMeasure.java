package dev.lamina.metrics;

import dev.lamina.metrics.hsic.PairTerms;
import java.util.Optional;

/// A measure that is made of the terms of linear HSIC alone, so that it can be had of rows that
/// went by block by block, and of many pairs whose sides share their terms.
public sealed interface LinearMeasure extends Measure permits Cka, DebiasedCka {

  /// Fewer rows have no score.
  int leastRows();

  /// Why there is no value of sides that vary, if so.
  Optional<String> undefined(PairTerms terms);

  /// The measure where it is defined; not finite where its terms are not.
  double value(PairTerms terms);

  /// Measures a pair by its terms.
  ///
  /// @param rows those that the terms are of
  default Score score(PairTerms terms, UsedRows rows) {
    Optional<String> undefined =
        rows.tooFew(leastRows())
            .or(() -> terms.x().constant() ? Optional.of(Score.FIRST_CONSTANT) : Optional.empty())
            .or(() -> terms.y().constant() ? Optional.of(Score.SECOND_CONSTANT) : Optional.empty())
            .or(() -> undefined(terms));
    return undefined.isPresent()
        ? Score.undefined(this, rows, undefined.get())
        : Score.of(this, rows, value(terms));
  }

  @Override
  default Score score(Pair pair) {
    return pair.used()
        .tooFew(leastRows())
        .map(why -> Score.undefined(this, pair.used(), why))
        .orElseGet(() -> score(pair.terms(), pair.used()));
  }
}
