package dev.lamina.gateway.findings;

import dev.lamina.gateway.scores.ScoredCell;
import dev.lamina.metrics.estimate.Contrast;
import dev.lamina.metrics.estimate.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// A weighted sum of scores, and how far other rows would move it.
///
/// @param value the sum
/// @param influences of each group of rows on it; empty where a score has none
record Effect(double value, List<Double> influences) {

  Effect {
    influences = List.copyOf(influences);
  }

  static Effect of(ScoredCell cell) {
    Double value = cell.row().value();
    if (value == null) {
      throw new IllegalArgumentException("An undefined score has no effect");
    }
    return new Effect(value, cell.influences());
  }

  /// The mean, of one or more.
  static Effect mean(List<Effect> effects) {
    return effects.stream().reduce(Effect::plus).orElseThrow().times(1.0 / effects.size());
  }

  Effect plus(Effect other) {
    int groups = influences.size() == other.influences.size() ? influences.size() : 0;
    return new Effect(
        value + other.value,
        IntStream.range(0, groups)
            .mapToObj(g -> influences.get(g) + other.influences.get(g))
            .toList());
  }

  Effect times(double factor) {
    return new Effect(value * factor, influences.stream().map(j -> j * factor).toList());
  }

  Effect less(Effect other) {
    return plus(other.times(-1));
  }

  /// The 95 % interval; empty without influences.
  Optional<Interval> interval() {
    return contrast().interval();
  }

  Optional<Double> low() {
    return interval().map(Interval::low);
  }

  Optional<Double> high() {
    return interval().map(Interval::high);
  }

  /// Two-sided p-value of being 0; empty without influences.
  OptionalDouble p() {
    return contrast().p();
  }

  private Contrast contrast() {
    double[] known = influences.stream().mapToDouble(j -> j).toArray();
    return Contrast.of(new double[] {value}, new double[][] {known}, new double[] {1});
  }
}
