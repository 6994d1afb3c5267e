package dev.lamina.metrics.estimate;

import java.util.Arrays;
import java.util.Optional;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.descriptive.StreamingStatistics;

/// A mean over tasks (or layers), and the interval in which the mean over all such tasks lies:
/// Student 1908, `mean ± t(n−1) s/√n`. It takes the tasks as drawn independently of one another.
///
/// @param value the mean
/// @param interval its 95 % interval; empty for a single value
/// @param n values that it is the mean of, 1 or more
public record Mean(double value, Optional<Interval> interval, int n) {

  public Mean {
    if (n < 1 || !Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "A mean is finite and of 1 value or more, found %s of %d".formatted(value, n));
    }
  }

  /// The mean of the finite values; empty when there is none.
  public static Optional<Mean> of(double... values) {
    StreamingStatistics finite = new StreamingStatistics();
    Arrays.stream(values).filter(Double::isFinite).forEach(finite::addValue);
    int n = (int) finite.getN();
    return n == 0
        ? Optional.empty()
        : Optional.of(new Mean(finite.getMean(), interval(finite, n), n));
  }

  private static Optional<Interval> interval(StreamingStatistics finite, int n) {
    if (n < 2) {
      return Optional.empty();
    }
    double quantile =
        new TDistribution(n - 1).inverseCumulativeProbability((1 + Interval.LEVEL) / 2);
    return Optional.of(
        Interval.around(finite.getMean(), quantile * finite.getStandardDeviation() / Math.sqrt(n)));
  }
}
