package dev.lamina.gateway.scores;

import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.UnitScores;
import dev.lamina.contract.UnitScores.Cell;
import dev.lamina.gateway.plan.PlannedAnalysis;
import dev.lamina.gateway.plan.PlannedPair;
import dev.lamina.gateway.plan.SweepPlan;
import dev.lamina.tensor.ScoreStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The scores of a sweep that are stored by now, in the spec's order: pair, task, layer, measure;
/// and behind them those of one model each: model, task, layer, measure.
public record SweepScores(List<ScoredCell> cells, List<UndefinedScore> undefined) {

  public SweepScores {
    cells = List.copyOf(cells);
    undefined = List.copyOf(undefined);
  }

  private record Place(
      ArrayDigest experimental, Optional<ArrayDigest> control, int layer, String measure) {}

  /// What scores are of: a pair, or one model without a control, by its names in the spec.
  private record Subject(
      PlannedPair pair, String experimental, ArrayDigest array, Optional<ArrayDigest> control) {

    static Subject pair(PlannedPair pair) {
      return new Subject(
          pair,
          pair.names().experimental(),
          pair.arrays().experimental(),
          Optional.of(pair.arrays().control()));
    }

    static Stream<Subject> sides(PlannedPair pair) {
      return Stream.of(
          new Subject(
              pair, pair.names().experimental(), pair.arrays().experimental(), Optional.empty()),
          new Subject(pair, pair.names().control(), pair.arrays().control(), Optional.empty()));
    }

    String controlName() {
      return control.isPresent() ? pair.names().control() : "";
    }
  }

  public static SweepScores read(SweepPlan plan, ScoreStore store) {
    Map<Place, Cell> stored = new HashMap<>();
    for (PlannedAnalysis analysis : plan.analyses()) {
      store.read(analysis.unit().id()).map(UnitScores::cells).orElse(List.of()).stream()
          .forEach(
              cell ->
                  stored.put(
                      new Place(cell.experimental(), cell.control(), cell.layer(), cell.measure()),
                      cell));
    }
    List<ScoredCell> cells = new ArrayList<>();
    List<UndefinedScore> undefined = new ArrayList<>();
    for (Subject subject : subjects(plan)) {
      for (int layer : layers(plan, subject.pair())) {
        for (String measure : plan.sweep().measures()) {
          Cell cell = stored.get(new Place(subject.array(), subject.control(), layer, measure));
          if (cell != null) {
            cells.add(new ScoredCell(row(subject, cell), cell.influences(), cell.chance()));
            cell.undefined().ifPresent(why -> undefined.add(undefined(subject, cell, why)));
          }
        }
      }
    }
    return new SweepScores(cells, undefined);
  }

  /// The rows alone.
  public List<ScoreRow> rows() {
    return cells.stream().map(ScoredCell::row).toList();
  }

  private static List<Subject> subjects(SweepPlan plan) {
    List<PlannedPair> pairs =
        plan.sweep().comparisons().stream()
            .flatMap(
                comparison ->
                    plan.pairs().stream().filter(p -> p.names().template().equals(comparison)))
            .toList();
    Set<List<String>> known = new HashSet<>();
    return Stream.concat(
            pairs.stream().map(Subject::pair),
            pairs.stream()
                .flatMap(Subject::sides)
                .filter(side -> known.add(List.of(side.experimental(), side.pair().task().name()))))
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

  private static ScoreRow row(Subject subject, Cell cell) {
    return new ScoreRow(
        subject.experimental(),
        subject.controlName(),
        subject.pair().task().name(),
        subject.pair().task().cluster(),
        cell.layer(),
        cell.measure(),
        orNull(cell.value()),
        orNull(cell.low()),
        orNull(cell.high()),
        cell.n(),
        cell.dropped());
  }

  private static UndefinedScore undefined(Subject subject, Cell cell, String why) {
    return new UndefinedScore(
        subject.experimental(),
        subject.controlName(),
        subject.pair().task().name(),
        cell.layer(),
        cell.measure(),
        why);
  }

  private static @Nullable Double orNull(Optional<Double> value) {
    return value.orElse(null);
  }
}
