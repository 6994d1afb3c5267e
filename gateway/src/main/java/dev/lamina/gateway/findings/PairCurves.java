package dev.lamina.gateway.findings;

import dev.lamina.gateway.plan.ResolvedTask;
import dev.lamina.gateway.plan.SweepPlan;
import dev.lamina.gateway.scores.ScoreRow;
import dev.lamina.gateway.scores.ScoredCell;
import dev.lamina.gateway.spec.SweepSpec.Comparison;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The scores of one pair under one measure, as one curve over layers per task.
///
/// @param layers hidden-state index of each column
/// @param curves tasks x layers; NaN where a score is not defined
@SuppressWarnings("ArrayRecordComponent")
record PairCurves(
    Comparison pair,
    String measure,
    List<ResolvedTask> tasks,
    List<Integer> layers,
    double[][] curves) {

  private record Place(String experimental, String control, String task, int layer) {}

  static PairCurves of(SweepPlan plan, Comparison pair, String measure, List<ScoredCell> cells) {
    Map<Place, Double> values = new HashMap<>();
    for (ScoredCell cell : cells) {
      ScoreRow row = cell.row();
      if (row.measure().equals(measure) && row.value() != null) {
        values.put(
            new Place(row.experimental(), row.control(), row.task(), row.layer()), row.value());
      }
    }
    List<ResolvedTask> tasks = new ArrayList<>();
    List<String[]> names = new ArrayList<>();
    for (ResolvedTask task : plan.sweep().tasks()) {
      task.pairs().stream()
          .filter(p -> p.template().equals(pair))
          .findFirst()
          .ifPresent(
              p -> {
                tasks.add(task);
                names.add(new String[] {p.experimental(), p.control()});
              });
    }
    List<Integer> layers =
        values.keySet().stream()
            .filter(
                p ->
                    names.stream()
                        .anyMatch(n -> n[0].equals(p.experimental()) && n[1].equals(p.control())))
            .map(Place::layer)
            .distinct()
            .sorted()
            .toList();
    double[][] curves = new double[tasks.size()][layers.size()];
    for (int t = 0; t < curves.length; t++) {
      for (int l = 0; l < layers.size(); l++) {
        Place place =
            new Place(names.get(t)[0], names.get(t)[1], tasks.get(t).name(), layers.get(l));
        curves[t][l] = values.getOrDefault(place, Double.NaN);
      }
    }
    return new PairCurves(pair, measure, tasks, layers, curves);
  }

  boolean isEmpty() {
    return Arrays.stream(curves).flatMapToDouble(Arrays::stream).noneMatch(Double::isFinite);
  }
}
