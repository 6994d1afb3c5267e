package dev.lamina.gateway.findings;

import dev.lamina.gateway.findings.TaskCurve.Subject;
import dev.lamina.gateway.plan.ResolvedTask;
import dev.lamina.gateway.plan.SweepPlan;
import dev.lamina.gateway.scores.ScoredCell;
import dev.lamina.gateway.spec.SweepSpec.Comparison;
import dev.lamina.metrics.Measures;
import java.util.ArrayList;
import java.util.List;

/// The scores of one pair under one measure, as one curve over layers per task; tasks without
/// any score are left out.
///
/// @param layers hidden-state indices at which some task has a score
/// @param higherIsMoreAlike whether the measure is a similarity; if not, a distance
record PairCurves(
    Comparison pair,
    String measure,
    boolean higherIsMoreAlike,
    List<Integer> layers,
    List<TaskCurve> curves) {

  static PairCurves of(SweepPlan plan, Comparison pair, String measure, List<ScoredCell> cells) {
    var found = TaskCurve.index(cells, measure);
    List<TaskCurve> curves = new ArrayList<>();
    for (ResolvedTask task : plan.sweep().tasks()) {
      task.pairs().stream()
          .filter(names -> names.template().equals(pair))
          .findFirst()
          .map(names -> found.get(new Subject(names.experimental(), names.control(), task.name())))
          .ifPresent(ofTask -> curves.add(new TaskCurve(task, ofTask)));
    }
    return new PairCurves(
        pair,
        measure,
        Measures.named(measure).map(m -> m.traits().higherIsMoreAlike()).orElse(true),
        curves.stream().flatMap(c -> c.cells().keySet().stream()).distinct().sorted().toList(),
        curves);
  }

  boolean isEmpty() {
    return curves.isEmpty();
  }

  /// 1, or −1 where less means more alike.
  int sign() {
    return higherIsMoreAlike ? 1 : -1;
  }

  /// Tasks × layers, NaN where there is no score.
  double[][] values() {
    return curves.stream().map(curve -> curve.values(layers)).toArray(double[][]::new);
  }
}
