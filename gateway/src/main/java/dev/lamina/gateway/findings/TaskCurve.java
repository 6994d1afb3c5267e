package dev.lamina.gateway.findings;

import dev.lamina.gateway.plan.ResolvedTask;
import dev.lamina.gateway.scores.ScoreRow;
import dev.lamina.gateway.scores.ScoredCell;
import java.util.ArrayList;
import java.util.Arrays;
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

  /// Where a score stands.
  record Place(String experimental, String control, String task, int layer) {}

  static Map<Place, ScoredCell> index(List<ScoredCell> cells, String measure) {
    Map<Place, ScoredCell> found = new HashMap<>();
    for (ScoredCell cell : cells) {
      ScoreRow row = cell.row();
      if (row.measure().equals(measure) && row.value() != null) {
        found.put(new Place(row.experimental(), row.control(), row.task(), row.layer()), cell);
      }
    }
    return found;
  }

  static TaskCurve of(ResolvedTask task, ResolvedTask.Pair names, Map<Place, ScoredCell> found) {
    SortedMap<Integer, ScoredCell> cells = new TreeMap<>();
    found.forEach(
        (place, cell) -> {
          if (place.task().equals(task.name())
              && place.experimental().equals(names.experimental())
              && place.control().equals(names.control())) {
            cells.put(place.layer(), cell);
          }
        });
    return new TaskCurve(task, cells);
  }

  double[] values(List<Integer> layers) {
    return layers.stream()
        .mapToDouble(l -> Optional.ofNullable(cells.get(l)).map(c -> term(c).value()).orElse(Double.NaN))
        .toArray();
  }

  /// The mean over layers.
  Effect mean() {
    List<Effect.Term> terms = cells.values().stream().map(TaskCurve::term).toList();
    return Effect.of(terms, weights(terms.size(), 1.0 / terms.size()));
  }

  /// `sign` times (this less another curve of the same rows) at a layer; empty when either has
  /// no score there.
  Optional<Effect> less(TaskCurve other, int layer, int sign) {
    ScoredCell mine = cells.get(layer);
    ScoredCell others = other.cells.get(layer);
    return mine == null || others == null
        ? Optional.empty()
        : Optional.of(Effect.of(List.of(term(mine), term(others)), sign, -sign));
  }

  /// The mean of that over the layers which both have; empty when there is none.
  Optional<Effect> less(TaskCurve other, int sign) {
    List<Effect.Term> terms = new ArrayList<>();
    List<Integer> layers = cells.keySet().stream().filter(other.cells::containsKey).toList();
    layers.forEach(layer -> terms.add(term(cells.get(layer))));
    layers.forEach(layer -> terms.add(term(other.cells.get(layer))));
    if (layers.isEmpty()) {
      return Optional.empty();
    }
    double[] weights = weights(terms.size(), (double) sign / layers.size());
    for (int i = layers.size(); i < weights.length; i++) {
      weights[i] = -weights[i];
    }
    return Optional.of(Effect.of(terms, weights));
  }

  private static double[] weights(int count, double weight) {
    double[] weights = new double[count];
    Arrays.fill(weights, weight);
    return weights;
  }

  private static Effect.Term term(ScoredCell cell) {
    Double value = cell.row().value();
    return new Effect.Term(value == null ? Double.NaN : value, cell.influences());
  }
}
