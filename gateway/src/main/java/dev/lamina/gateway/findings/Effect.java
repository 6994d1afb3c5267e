package dev.lamina.gateway.findings;

import dev.lamina.gateway.scores.ScoredCell;
import dev.lamina.metrics.estimate.Contrast;
import dev.lamina.metrics.estimate.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.TDistribution;

/// A weighted sum of scores, and how far other rows would move it.
///
/// @param value the sum
/// @param influences of each group of rows on it; empty where a score has none
record Effect(double value, List<Double> influences) {

  private static final int FREEDOM = 31; // of 32 groups of rows

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
    double[] known = influences.stream().mapToDouble(j -> j).toArray();
    return Contrast.of(new double[] {value}, new double[][] {known}, new double[] {1}).interval();
  }

  Optional<Double> low() {
    return interval().map(Interval::low);
  }

  Optional<Double> high() {
    return interval().map(Interval::high);
  }

  /// Two-sided p-value of being 0, by the distribution whose quantile the interval's reach is;
  /// empty without an interval.
  OptionalDouble p() {
    Optional<Interval> interval = interval();
    if (interval.isEmpty()) {
      return OptionalDouble.empty();
    }
    double reach = (interval.get().high() - interval.get().low()) / 2;
    if (reach == 0) {
      return OptionalDouble.of(value == 0 ? 1 : 0);
    }
    TDistribution t = new TDistribution(FREEDOM);
    double quantile = t.inverseCumulativeProbability((1 + Interval.LEVEL) / 2);
    return OptionalDouble.of(2 * t.cumulativeProbability(-quantile * Math.abs(value) / reach));
  }
}
