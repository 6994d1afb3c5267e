package dev.lamina.gateway.findings;

import dev.lamina.metrics.estimate.Interval;
import dev.lamina.metrics.estimate.Mean;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

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
    Mean overTasks = Mean.of(values).orElseThrow();
    return new TaskMean(
        mean.value(),
        overTasks.interval().map(Interval::low),
        overTasks.interval().map(Interval::high),
        overTasks.p(),
        "tasks");
  }
}
