package dev.lamina.metrics.estimate;

import java.util.Arrays;
import java.util.Optional;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.StatUtils;

/// The difference of two groups' means, such as seen and unseen tasks, with the interval of
/// Welch, Biometrika 34, 1947: `m₁ − m₂ ± t(ν) √(s₁²/n₁ + s₂²/n₂)`, which lets the groups
/// differ in size and in spread.
///
/// @param value mean of the first group less mean of the second
/// @param interval its 95 % interval; it holds 0 where the groups cannot be told apart. Empty
///     when a group has a single value or neither varies
/// @param first values in the first group, 1 or more
/// @param second values in the second group, 1 or more
public record Difference(double value, Optional<Interval> interval, int first, int second) {

  public Difference {
    if (first < 1 || second < 1 || !Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "A difference is finite and of 1 value or more on each side, found %s of %d and %d"
              .formatted(value, first, second));
    }
  }

  /// `first` less `second`, of their finite values; empty when either has none.
  public static Optional<Difference> between(double[] first, double[] second) {
    double[] a = Arrays.stream(first).filter(Double::isFinite).toArray();
    double[] b = Arrays.stream(second).filter(Double::isFinite).toArray();
    if (a.length == 0 || b.length == 0) {
      return Optional.empty();
    }
    double value = StatUtils.mean(a) - StatUtils.mean(b);
    return Optional.of(new Difference(value, welch(value, a, b), a.length, b.length));
  }

  private static Optional<Interval> welch(double value, double[] a, double[] b) {
    if (a.length < 2 || b.length < 2) {
      return Optional.empty();
    }
    double va = StatUtils.variance(a) / a.length;
    double vb = StatUtils.variance(b) / b.length;
    if (va + vb == 0) {
      return Optional.empty();
    }
    double freedom = (va + vb) * (va + vb) / (va * va / (a.length - 1) + vb * vb / (b.length - 1));
    double quantile =
        new TDistribution(freedom).inverseCumulativeProbability((1 + Interval.LEVEL) / 2);
    return Optional.of(Interval.around(value, quantile * Math.sqrt(va + vb)));
  }
}
