package dev.lamina.gateway.findings;

import dev.lamina.gateway.findings.Findings.ClusterFinding;
import dev.lamina.gateway.findings.Findings.ClusterStructureFinding;
import dev.lamina.gateway.findings.Findings.PairSections;
import dev.lamina.gateway.findings.Findings.TaskFinding;
import dev.lamina.gateway.findings.Findings.TaskGain;
import dev.lamina.gateway.findings.Findings.TuningFinding;
import dev.lamina.gateway.findings.Findings.UnseenFinding;
import dev.lamina.gateway.findings.GroupFindings.Value;
import dev.lamina.gateway.plan.SweepPlan;
import dev.lamina.gateway.scores.ScoredCell;
import java.util.ArrayList;
import java.util.List;

/// Draws findings from scores: a pure function, one class per question.
public final class FindingsBuilder {

  private FindingsBuilder() {}

  public static Findings build(SweepPlan plan, List<ScoredCell> cells) {
    List<PairCurves> pairs = pairs(plan, cells);
    List<PairSections> sections = new ArrayList<>();
    List<TaskFinding> tasks = new ArrayList<>();
    List<ClusterFinding> clusters = new ArrayList<>();
    List<UnseenFinding> unseen = new ArrayList<>();
    List<ClusterStructureFinding> structure = new ArrayList<>();
    for (PairCurves pair : pairs) {
      sections.add(SectionFindings.of(pair));
      tasks.addAll(TaskFindings.of(pair));
      GroupFindings groups = groups(pair);
      clusters.addAll(groups.clusters());
      groups.unseen().ifPresent(unseen::add);
      StructureFindings.of(pair).ifPresent(structure::add);
    }
    List<TuningFinding> tuning = new ArrayList<>();
    List<TaskGain> gains = new ArrayList<>();
    for (TuningPair models : TuningPair.of(plan, pairs)) {
      TuningFindings.of(models)
          .ifPresent(
              found -> {
                List<TaskGain> ofTasks = found.tasks();
                gains.addAll(ofTasks);
                tuning.add(found.summary(ofTasks));
                clusters.addAll(found.groups().clusters());
                found.groups().unseen().ifPresent(unseen::add);
              });
    }
    Findings findings =
        new Findings(
            Findings.VERSION,
            plan.id(),
            sections,
            tasks,
            clusters,
            unseen,
            tuning,
            gains,
            ChanceFindings.of(pairs),
            structure,
            ProfileFindings.of(cells, experimental(plan)),
            List.of());
    return findings.withStatements(Note.of(plan, pairs, findings));
  }

  /// All pairs by the first measure of the spec that is of pairs.
  private static List<PairCurves> pairs(SweepPlan plan, List<ScoredCell> cells) {
    return plan.sweep().measures().stream()
        .filter(
            name ->
                cells.stream()
                    .map(ScoredCell::row)
                    .anyMatch(row -> row.measure().equals(name) && !row.control().isEmpty()))
        .findFirst()
        .map(
            measure ->
                plan.sweep().comparisons().stream()
                    .map(pair -> PairCurves.of(plan, pair, measure, cells))
                    .filter(curves -> !curves.isEmpty())
                    .toList())
        .orElse(List.of());
  }

  private static GroupFindings groups(PairCurves pair) {
    return new GroupFindings(
        pair.pair().experimental(),
        pair.pair().control(),
        pair.measure(),
        GroupFindings.SCORE,
        pair.curves().stream().map(c -> new Value(c.task(), c.mean().value())).toList());
  }

  private static List<String> experimental(SweepPlan plan) {
    return plan.sweep().comparisons().stream().map(c -> c.experimental()).distinct().toList();
  }
}
