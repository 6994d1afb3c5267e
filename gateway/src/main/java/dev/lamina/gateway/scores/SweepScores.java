package dev.lamina.gateway.scores;

import dev.lamina.contract.AnalysisUnit.ArrayPair;
import dev.lamina.contract.UnitScores;
import dev.lamina.contract.UnitScores.Cell;
import dev.lamina.gateway.plan.PlannedAnalysis;
import dev.lamina.gateway.plan.PlannedPair;
import dev.lamina.gateway.plan.SweepPlan;
import dev.lamina.tensor.ScoreStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The scores of a sweep that are stored by now, in the spec's order: pair, task, layer, measure.
public record SweepScores(List<ScoreRow> rows, List<UndefinedScore> undefined) {

  public SweepScores {
    rows = List.copyOf(rows);
    undefined = List.copyOf(undefined);
  }

  private record Place(ArrayPair pair, int layer, String measure) {}

  public static SweepScores read(SweepPlan plan, ScoreStore store) {
    Map<Place, Cell> cells = new HashMap<>();
    for (PlannedAnalysis analysis : plan.analyses()) {
      store
          .read(analysis.unit().id())
          .map(UnitScores::cells)
          .orElse(List.of())
          .forEach(cell -> cells.put(new Place(cell.pair(), cell.layer(), cell.measure()), cell));
    }
    List<ScoreRow> rows = new ArrayList<>();
    List<UndefinedScore> undefined = new ArrayList<>();
    for (PlannedPair pair : inOrder(plan)) {
      for (int layer : layers(plan, pair)) {
        for (String measure : plan.sweep().measures()) {
          Cell cell = cells.get(new Place(pair.arrays(), layer, measure));
          if (cell != null) {
            rows.add(row(pair, cell));
            cell.undefined().ifPresent(why -> undefined.add(undefined(pair, cell, why)));
          }
        }
      }
    }
    return new SweepScores(rows, undefined);
  }

  private static List<PlannedPair> inOrder(SweepPlan plan) {
    return plan.sweep().comparisons().stream()
        .flatMap(
            comparison ->
                plan.pairs().stream().filter(p -> p.names().template().equals(comparison)))
        .toList();
  }

  private static List<Integer> layers(SweepPlan plan, PlannedPair pair) {
    return plan.analyses().stream()
        .filter(a -> a.task().equals(pair.task().name()))
        .filter(a -> a.unit().pairs().contains(pair.arrays()))
        .flatMap(a -> a.unit().layers().stream())
        .sorted()
        .toList();
  }

  private static ScoreRow row(PlannedPair pair, Cell cell) {
    return new ScoreRow(
        pair.names().experimental(),
        pair.names().control(),
        pair.task().name(),
        pair.task().cluster(),
        cell.layer(),
        cell.measure(),
        orNull(cell.value()),
        orNull(cell.low()),
        orNull(cell.high()),
        cell.n(),
        cell.dropped());
  }

  private static UndefinedScore undefined(PlannedPair pair, Cell cell, String why) {
    return new UndefinedScore(
        pair.names().experimental(),
        pair.names().control(),
        pair.task().name(),
        cell.layer(),
        cell.measure(),
        why);
  }

  private static @Nullable Double orNull(java.util.Optional<Double> value) {
    return value.orElse(null);
  }
}
