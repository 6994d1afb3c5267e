package dev.lamina.metrics;

import dev.lamina.metrics.chance.Chance;
import dev.lamina.metrics.estimate.CkaUncertainty;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a measure says of a pair, or a descriptor of one side.
///
/// @param measure name of the measure or descriptor
/// @param value the measure, always finite; empty where it is not defined
/// @param low lower end of the 95 % confidence interval of the value, where one is computed
/// @param high upper end of it
/// @param n rows used
/// @param dropped rows left out, of both sides, because a value on either is NaN or infinite
/// @param undefined why there is no value; empty when there is one
/// @param influences of groups of rows on the value, from which any linear combination of
///     scores of the same rows gets its interval; empty where none are computed
/// @param chance p-value of being no more alike than rows paired at random; empty where none is
///     computed
public record Score(
    String measure,
    OptionalDouble value,
    OptionalDouble low,
    OptionalDouble high,
    int n,
    int dropped,
    Optional<String> undefined,
    List<Double> influences,
    OptionalDouble chance) {

  static final String OVERFLOW = "its terms exceed what float64 can hold";
  static final String FIRST_CONSTANT = "the first side is constant: all its rows are equal";
  static final String SECOND_CONSTANT = "the second side is constant: all its rows are equal";

  public Score {
    influences = List.copyOf(influences);
    if (value.isPresent() == undefined.isPresent()) {
      throw new IllegalArgumentException(
          "A score of %s has either a value or a reason why not, found %s and %s"
              .formatted(measure, value, undefined));
    }
    if (!Double.isFinite(value.orElse(0))) {
      throw new IllegalArgumentException(
          "A score of %s is finite or undefined, found %s".formatted(measure, value));
    }
    if (n < 0 || dropped < 0) {
      throw new IllegalArgumentException(
          "A score of %s counts rows from 0 on, found n %d and dropped %d"
              .formatted(measure, n, dropped));
    }
  }

  static Score of(Measure measure, Pair pair, double value) {
    return of(measure.name(), value, pair.rows(), pair.dropped());
  }

  static Score undefined(Measure measure, Pair pair, String why) {
    return undefined(measure.name(), pair.rows(), pair.dropped(), why);
  }

  static Score of(
      LinearMeasure measure,
      UsedRows rows,
      double value,
      Optional<CkaUncertainty> uncertainty,
      Optional<Chance> chance) {
    Score score = of(measure.name(), value, rows.count(), rows.dropped());
    return score.value().isEmpty()
        ? score
        : new Score(
            score.measure(),
            score.value(),
            number(uncertainty.map(known -> known.interval().low())),
            number(uncertainty.map(known -> known.interval().high())),
            score.n(),
            score.dropped(),
            Optional.empty(),
            uncertainty.map(CkaUncertainty::influences).orElse(List.of()),
            number(chance.map(Chance::p)));
  }

  private static OptionalDouble number(Optional<Double> known) {
    return known.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  static Score undefined(LinearMeasure measure, UsedRows rows, String why) {
    return undefined(measure.name(), rows.count(), rows.dropped(), why);
  }

  /// A descriptor's.
  static Score of(Descriptor descriptor, Side side, double value) {
    return of(descriptor.name(), value, side.finiteRows(), side.rows() - side.finiteRows());
  }

  static Score undefined(Descriptor descriptor, Side side, String why) {
    return undefined(descriptor.name(), side.finiteRows(), side.rows() - side.finiteRows(), why);
  }

  private static Score of(String measure, double value, int n, int dropped) {
    return Double.isFinite(value)
        ? new Score(
            measure,
            OptionalDouble.of(value),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            n,
            dropped,
            Optional.empty(),
            List.of(),
            OptionalDouble.empty())
        : undefined(measure, n, dropped, OVERFLOW);
  }

  private static Score undefined(String measure, int n, int dropped, String why) {
    return new Score(
        measure,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        n,
        dropped,
        Optional.of(why),
        List.of(),
        OptionalDouble.empty());
  }
}
