package dev.lamina.gateway.findings;

import dev.lamina.gateway.plan.ResolvedTask;
import dev.lamina.gateway.scores.ScoreRow;
import dev.lamina.gateway.scores.ScoredCell;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The scores of one pair on one task over layers.
///
/// @param cells by layer, those with a value only
record TaskCurve(ResolvedTask task, SortedMap<Integer, ScoredCell> cells) {

  /// What a curve is of.
  record Subject(String experimental, String control, String task) {}

  /// All curves of a measure.
  static Map<Subject, SortedMap<Integer, ScoredCell>> index(
      List<ScoredCell> cells, String measure) {
    Map<Subject, SortedMap<Integer, ScoredCell>> found = new HashMap<>();
    for (ScoredCell cell : cells) {
      ScoreRow row = cell.row();
      if (row.measure().equals(measure) && row.value() != null) {
        found
            .computeIfAbsent(
                new Subject(row.experimental(), row.control(), row.task()),
                subject -> new TreeMap<>())
            .put(row.layer(), cell);
      }
    }
    return found;
  }

  double[] values(List<Integer> layers) {
    return layers.stream().mapToDouble(l -> at(l).map(Effect::value).orElse(Double.NaN)).toArray();
  }

  Optional<Effect> at(int layer) {
    return Optional.ofNullable(cells.get(layer)).map(Effect::of);
  }

  /// The mean over layers.
  Effect mean() {
    return Effect.mean(cells.values().stream().map(Effect::of).toList());
  }

  /// By layer `sign` times (this less another curve of the same rows), where both have a score.
  SortedMap<Integer, Effect> less(TaskCurve other, int sign) {
    SortedMap<Integer, Effect> differences = new TreeMap<>();
    for (int layer : cells.keySet()) {
      at(layer)
          .flatMap(mine -> other.at(layer).map(mine::less))
          .ifPresent(difference -> differences.put(layer, difference.times(sign)));
    }
    return differences;
  }
}
