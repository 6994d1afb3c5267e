package dev.lamina.metrics;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a measure says of a pair.
///
/// @param measure name of the measure
/// @param value the measure, always finite; empty where it is not defined
/// @param low lower end of the 95 % confidence interval of the value, where one is computed
/// @param high upper end of it
/// @param n rows used
/// @param dropped rows left out of both sides because a value on either is NaN or infinite
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
    return Double.isFinite(value)
        ? new Score(
            measure.name(),
            OptionalDouble.of(value),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            pair.rows(),
            pair.dropped(),
            Optional.empty(),
            List.of(),
            OptionalDouble.empty())
        : undefined(measure, pair, "its terms exceed what float64 can hold");
  }

  static Score undefined(Measure measure, Pair pair, String why) {
    return new Score(
        measure.name(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        pair.rows(),
        pair.dropped(),
        Optional.of(why),
        List.of(),
        OptionalDouble.empty());
  }
}
