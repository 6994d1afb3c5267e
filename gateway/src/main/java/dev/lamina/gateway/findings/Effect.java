package dev.lamina.gateway.findings;

import dev.lamina.metrics.estimate.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.TDistribution;

/// A weighted sum of scores of the same rows, and how far other rows would move it.
///
/// Each score comes with the influence that each of `G` groups of rows has on it. The sum's
/// standard error is that of a delete-group jackknife, `√(G/(G−1) Σ (J_g − J̄)²)` with `J` the
/// same sum of the influences; `t` with `G − 1` degrees of freedom makes it an interval.
///
/// @param value the sum
/// @param error its standard error; empty where a score has no influences
/// @param groups of rows
record Effect(double value, OptionalDouble error, int groups) {

  /// A score with its influences.
  record Term(double value, List<Double> influences) {}

  static Effect of(List<Term> terms, double... weights) {
    double value =
        IntStream.range(0, terms.size()).mapToDouble(i -> weights[i] * terms.get(i).value).sum();
    int groups = terms.getFirst().influences.size();
    if (groups < 2 || terms.stream().anyMatch(term -> term.influences.size() != groups)) {
      return new Effect(value, OptionalDouble.empty(), 0);
    }
    double[] sums = new double[groups];
    for (int i = 0; i < terms.size(); i++) {
      for (int g = 0; g < groups; g++) {
        sums[g] += weights[i] * terms.get(i).influences.get(g);
      }
    }
    double mean = IntStream.range(0, groups).mapToDouble(g -> sums[g]).sum() / groups;
    double squares =
        IntStream.range(0, groups).mapToDouble(g -> Math.pow(sums[g] - mean, 2)).sum();
    return new Effect(
        value, OptionalDouble.of(Math.sqrt(squares * groups / (groups - 1.0))), groups);
  }

  /// This less another that was measured on other rows.
  Effect less(Effect other) {
    OptionalDouble both =
        error.isPresent() && other.error.isPresent()
            ? OptionalDouble.of(Math.hypot(error.getAsDouble(), other.error.getAsDouble()))
            : OptionalDouble.empty();
    return new Effect(value - other.value, both, Math.min(groups, other.groups));
  }

  Optional<Interval> interval() {
    if (error.isEmpty()) {
      return Optional.empty();
    }
    double reach =
        error.getAsDouble()
            * distribution().inverseCumulativeProbability((1 + Interval.LEVEL) / 2);
    return Optional.of(new Interval(value - reach, value + reach, Interval.LEVEL));
  }

  Optional<Double> low() {
    return interval().map(Interval::low);
  }

  Optional<Double> high() {
    return interval().map(Interval::high);
  }

  /// Two-sided p-value of being 0; empty without an error.
  OptionalDouble p() {
    if (error.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (error.getAsDouble() == 0) {
      return OptionalDouble.of(value == 0 ? 1 : 0);
    }
    double t = Math.abs(value) / error.getAsDouble();
    return OptionalDouble.of(2 * distribution().cumulativeProbability(-t));
  }

  private TDistribution distribution() {
    return new TDistribution(groups - 1);
  }
}
