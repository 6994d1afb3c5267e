package dev.lamina.metrics.estimate;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hipparchus.stat.descriptive.StreamingStatistics;

/// A mean over tasks (or layers), and the interval in which the mean over all such tasks lies:
/// Student 1908, `mean ± t(n−1) s/√n`. It takes the tasks as drawn independently of one another.
///
/// @param value the mean
/// @param interval its 95 % interval; empty for a single value
/// @param p two-sided p-value of a mean of 0; empty for a single value
/// @param n values that it is the mean of, 1 or more
public record Mean(double value, Optional<Interval> interval, OptionalDouble p, int n) {

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
    return switch (n) {
      case 0 -> Optional.empty();
      case 1 ->
          Optional.of(new Mean(finite.getMean(), Optional.empty(), OptionalDouble.empty(), 1));
      default -> {
        double error = finite.getStandardDeviation() / Math.sqrt(n);
        Student mean = new Student(finite.getMean(), error, n - 1.0);
        yield Optional.of(
            new Mean(mean.value(), Optional.of(mean.interval()), OptionalDouble.of(mean.p()), n));
      }
    };
  }
}
