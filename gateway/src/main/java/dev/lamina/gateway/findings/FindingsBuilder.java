package dev.lamina.gateway.findings;

import static java.util.stream.Collectors.groupingBy;

import dev.lamina.gateway.findings.Findings.ClusterFinding;
import dev.lamina.gateway.findings.Findings.LayerRange;
import dev.lamina.gateway.findings.Findings.PairSections;
import dev.lamina.gateway.findings.Findings.Statement;
import dev.lamina.gateway.findings.Findings.TaskFinding;
import dev.lamina.gateway.findings.Findings.Turn;
import dev.lamina.gateway.findings.Findings.UnseenFinding;
import dev.lamina.gateway.plan.SweepPlan;
import dev.lamina.gateway.scores.ScoredCell;
import dev.lamina.gateway.spec.SweepSpec.Comparison;
import dev.lamina.metrics.estimate.Difference;
import dev.lamina.metrics.estimate.Interval;
import dev.lamina.metrics.estimate.Mean;
import dev.lamina.metrics.section.SectionFinder;
import dev.lamina.metrics.section.Sections;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Draws findings from scores: a pure function.
public final class FindingsBuilder {

  private final List<PairSections> sections = new ArrayList<>();
  private final List<TaskFinding> tasks = new ArrayList<>();
  private final List<ClusterFinding> clusters = new ArrayList<>();
  private final List<UnseenFinding> unseen = new ArrayList<>();
  private final List<Statement> statements = new ArrayList<>();

  public static Findings build(SweepPlan plan, List<ScoredCell> cells) {
    FindingsBuilder builder = new FindingsBuilder();
    String measure = plan.sweep().measures().getFirst();
    for (Comparison pair : plan.sweep().comparisons()) {
      PairCurves curves = PairCurves.of(plan, pair, measure, cells);
      if (!curves.isEmpty()) {
        builder.add(curves);
      }
    }
    return new Findings(
        Findings.VERSION,
        plan.id(),
        builder.sections,
        builder.tasks,
        builder.clusters,
        builder.unseen,
        builder.statements);
  }

  private void add(PairCurves curves) {
    Statements words = new Statements(curves);
    List<TaskFinding> ofTasks = tasks(curves);
    tasks.addAll(ofTasks);
    statements.add(words.ranking(ofTasks));
    PairSections ofSections = sections(curves);
    sections.add(ofSections);
    statements.add(words.sections(ofSections));
    List<ClusterFinding> ofClusters = clusters(curves, ofTasks);
    clusters.addAll(ofClusters);
    if (ofClusters.size() > 1) {
      statements.add(words.clusters(ofClusters));
    }
    unseen(curves, ofTasks)
        .ifPresent(
            finding -> {
              unseen.add(finding);
              statements.add(words.unseen(finding));
            });
  }

  private static List<TaskFinding> tasks(PairCurves curves) {
    List<Integer> order =
        IntStream.range(0, curves.tasks().size())
            .boxed()
            .filter(t -> Mean.of(curves.curves()[t]).isPresent())
            .sorted(
                Comparator.comparingDouble(t -> -Mean.of(curves.curves()[t]).orElseThrow().value()))
            .toList();
    List<TaskFinding> findings = new ArrayList<>();
    for (int rank = 0; rank < order.size(); rank++) {
      findings.add(task(curves, order.get(rank), rank + 1));
    }
    return findings;
  }

  private static TaskFinding task(PairCurves curves, int index, int rank) {
    var task = curves.tasks().get(index);
    double[] curve = curves.curves()[index];
    int lowest =
        IntStream.range(0, curve.length)
            .filter(layer -> Double.isFinite(curve[layer]))
            .boxed()
            .min(Comparator.comparingDouble(layer -> curve[layer]))
            .orElseThrow();
    return new TaskFinding(
        curves.pair().experimental(),
        curves.pair().control(),
        curves.measure(),
        task.name(),
        task.cluster(),
        task.seen(),
        Mean.of(curve).orElseThrow().value(),
        curve[lowest],
        curves.layers().get(lowest),
        rank);
  }

  private static PairSections sections(PairCurves curves) {
    Sections found = SectionFinder.withDefaults().find(curves.curves());
    int count = found.sections().size();
    Optional<Double> support =
        found.supportOfCount().size() < count
            ? Optional.empty()
            : Optional.of(found.supportOfCount().get(count - 1));
    return new PairSections(
        curves.pair().experimental(),
        curves.pair().control(),
        curves.measure(),
        count,
        support,
        found.sections().stream()
            .map(
                s ->
                    new LayerRange(
                        curves.layers().get(s.firstLayer()),
                        curves.layers().get(s.lastLayer()),
                        s.mean()))
            .toList(),
        found.boundaries().stream().map(b -> Turn.of(b, curves.layers())).toList());
  }

  private static List<ClusterFinding> clusters(PairCurves curves, List<TaskFinding> tasks) {
    Map<String, List<TaskFinding>> byCluster =
        tasks.stream()
            .collect(groupingBy(TaskFinding::cluster, LinkedHashMap::new, Collectors.toList()));
    return byCluster.entrySet().stream()
        .map(
            cluster -> {
              Mean mean = Mean.of(means(cluster.getValue())).orElseThrow();
              return new ClusterFinding(
                  curves.pair().experimental(),
                  curves.pair().control(),
                  curves.measure(),
                  cluster.getKey(),
                  mean.n(),
                  mean.value(),
                  mean.interval().map(Interval::low),
                  mean.interval().map(Interval::high));
            })
        .sorted(Comparator.comparingDouble(ClusterFinding::mean).reversed())
        .toList();
  }

  private static Optional<UnseenFinding> unseen(PairCurves curves, List<TaskFinding> tasks) {
    double[] seen = means(tasks.stream().filter(TaskFinding::seen).toList());
    double[] unseen = means(tasks.stream().filter(task -> !task.seen()).toList());
    return Difference.between(unseen, seen)
        .map(
            difference ->
                new UnseenFinding(
                    curves.pair().experimental(),
                    curves.pair().control(),
                    curves.measure(),
                    Mean.of(seen).orElseThrow().value(),
                    Mean.of(unseen).orElseThrow().value(),
                    seen.length,
                    unseen.length,
                    difference.value(),
                    difference.interval().map(Interval::low),
                    difference.interval().map(Interval::high)));
  }

  private static double[] means(List<TaskFinding> tasks) {
    return tasks.stream().mapToDouble(TaskFinding::mean).toArray();
  }
}
