package dev.lamina.gateway.findings;

import dev.lamina.metrics.estimate.Interval;
import dev.lamina.metrics.estimate.Mean;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hipparchus.stat.StatUtils;
import org.hipparchus.stat.inference.TTest;

/// The mean of an effect over tasks. With five tasks and more its interval is over tasks, as a
/// sample of such tasks; with fewer it is over the rows of these tasks.
///
/// @param p of a mean of 0, two-sided; empty without an interval
/// @param over `tasks` or `rows`
record TaskMean(
    double value, Optional<Double> low, Optional<Double> high, OptionalDouble p, String over) {

  private static final int ENOUGH_TASKS = 5;

  /// @param effects one or more, of tasks that have no rows in common
  static TaskMean of(List<Effect> effects) {
    Effect mean = Effect.mean(effects);
    if (effects.size() < ENOUGH_TASKS) {
      return new TaskMean(mean.value(), mean.low(), mean.high(), mean.p(), "rows");
    }
    double[] values = effects.stream().mapToDouble(Effect::value).toArray();
    Optional<Interval> interval = Mean.of(values).flatMap(Mean::interval);
    OptionalDouble p =
        StatUtils.variance(values) == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(new TTest().tTest(0, values));
    return new TaskMean(
        mean.value(), interval.map(Interval::low), interval.map(Interval::high), p, "tasks");
  }
}
