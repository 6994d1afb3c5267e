package dev.lamina.gateway.findings;

import static java.util.stream.Collectors.groupingBy;

import dev.lamina.gateway.findings.Findings.ClusterFinding;
import dev.lamina.gateway.findings.Findings.UnseenFinding;
import dev.lamina.gateway.plan.ResolvedTask;
import dev.lamina.metrics.estimate.Difference;
import dev.lamina.metrics.estimate.Interval;
import dev.lamina.metrics.estimate.Mean;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A quantity of tasks by groups of them: clusters, and seen against unseen. The tasks are the
/// sample, so intervals are over tasks.
///
/// @param experimental of the pair, as the spec names it
/// @param quantity `score` or `gain`
record GroupFindings(
    String experimental, String control, String measure, String quantity, List<Value> values) {

  static final String SCORE = "score";
  static final String GAIN = "gain";

  record Value(ResolvedTask task, double value) {}

  /// Greatest mean first.
  List<ClusterFinding> clusters() {
    Map<String, List<Value>> byCluster =
        values.stream()
            .collect(groupingBy(v -> v.task().cluster(), LinkedHashMap::new, Collectors.toList()));
    return byCluster.entrySet().stream()
        .map(entry -> cluster(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingDouble(ClusterFinding::mean).reversed())
        .toList();
  }

  private ClusterFinding cluster(String name, List<Value> members) {
    Mean mean = Mean.of(numbers(members)).orElseThrow();
    return new ClusterFinding(
        experimental,
        control,
        measure,
        quantity,
        name,
        mean.n(),
        mean.value(),
        mean.interval().map(Interval::low),
        mean.interval().map(Interval::high));
  }

  /// Empty when all tasks are seen, or none is.
  Optional<UnseenFinding> unseen() {
    double[] seen = numbers(values.stream().filter(v -> v.task().seen()).toList());
    double[] unseen = numbers(values.stream().filter(v -> !v.task().seen()).toList());
    return Difference.between(unseen, seen)
        .map(
            difference ->
                new UnseenFinding(
                    experimental,
                    control,
                    measure,
                    quantity,
                    Mean.of(seen).orElseThrow().value(),
                    Mean.of(unseen).orElseThrow().value(),
                    seen.length,
                    unseen.length,
                    difference.value(),
                    difference.interval().map(Interval::low),
                    difference.interval().map(Interval::high)));
  }

  private static double[] numbers(List<Value> values) {
    return values.stream().mapToDouble(Value::value).toArray();
  }
}
