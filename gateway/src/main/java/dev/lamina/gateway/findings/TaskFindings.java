package dev.lamina.gateway.findings;

import dev.lamina.gateway.findings.Findings.TaskFinding;
import dev.lamina.gateway.plan.ResolvedTask;
import java.util.Comparator;
import java.util.List;

/// How alike a pair is on each task, most alike first.
final class TaskFindings {

  private TaskFindings() {}

  static List<TaskFinding> of(PairCurves pair) {
    List<Effect> means = pair.curves().stream().map(TaskCurve::mean).toList();
    List<Effect> alike = means.stream().map(mean -> mean.times(pair.sign())).toList();
    return Ranks.of(alike).stream()
        .map(place -> task(pair, pair.curves().get(place.index()), means.get(place.index()), place))
        .toList();
  }

  private static TaskFinding task(
      PairCurves pair, TaskCurve curve, Effect mean, Ranks.Place place) {
    ResolvedTask task = curve.task();
    int lowest =
        curve.cells().keySet().stream()
            .min(Comparator.comparingDouble(layer -> pair.sign() * value(curve, layer)))
            .orElseThrow();
    return new TaskFinding(
        pair.pair().experimental(),
        pair.pair().control(),
        pair.measure(),
        task.name(),
        task.cluster(),
        task.seen(),
        mean.value(),
        mean.low(),
        mean.high(),
        value(curve, lowest),
        lowest,
        place.rank(),
        place.low(),
        place.high());
  }

  private static double value(TaskCurve curve, int layer) {
    return curve.at(layer).orElseThrow().value();
  }
}
