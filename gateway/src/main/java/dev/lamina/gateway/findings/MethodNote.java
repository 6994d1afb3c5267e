package dev.lamina.gateway.findings;

import static dev.lamina.gateway.findings.Words.count;

import dev.lamina.gateway.findings.Findings.ChanceFinding;
import dev.lamina.gateway.findings.Findings.Statement;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What was compared, and whether it is more than chance.
final class MethodNote {

  private MethodNote() {}

  static Statement compared(List<PairCurves> pairs) {
    Map<String, Set<String>> partners = new LinkedHashMap<>();
    Map<String, Boolean> seen = new LinkedHashMap<>();
    Set<String> clusters = new LinkedHashSet<>();
    for (PairCurves pair : pairs) {
      partners
          .computeIfAbsent(pair.pair().control(), name -> new LinkedHashSet<>())
          .add(pair.pair().experimental());
      pair.curves().forEach(curve -> seen.put(curve.task().name(), curve.task().seen()));
      pair.curves().forEach(curve -> clusters.add(curve.task().cluster()));
    }
    List<Integer> layers =
        pairs.stream().flatMap(pair -> pair.layers().stream()).distinct().sorted().toList();
    IntSummaryStatistics rows =
        pairs.stream()
            .flatMap(pair -> pair.curves().stream())
            .flatMap(curve -> curve.cells().values().stream())
            .mapToInt(cell -> cell.row().n())
            .summaryStatistics();
    int unseen = (int) seen.values().stream().filter(each -> !each).count();
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("pairs", pairs.stream().map(PairCurves::pair).toList());
    numbers.put("measure", pairs.getFirst().measure());
    numbers.put("tasks", seen.size());
    numbers.put("unseenTasks", unseen);
    numbers.put("clusters", clusters.size());
    numbers.put("layers", layers);
    numbers.put("leastRows", rows.getMin());
    numbers.put("mostRows", rows.getMax());
    Map<String, Set<String>> groups = new LinkedHashMap<>();
    partners.forEach(
        (control, experimental) ->
            groups
                .computeIfAbsent(
                    Words.list(List.copyOf(experimental)), names -> new LinkedHashSet<>())
                .add(control));
    String who =
        Words.list(
            groups.entrySet().stream()
                .map(group -> group.getKey() + " with " + Words.list(List.copyOf(group.getValue())))
                .toList());
    String howMany =
        rows.getMin() == rows.getMax()
            ? count(rows.getMax(), "row")
            : "%d to %d rows".formatted(rows.getMin(), rows.getMax());
    String text =
        "We compared %s by %s: %s%s in %s, %s each, at %s."
            .formatted(
                who,
                pairs.getFirst().measure(),
                count(seen.size(), "task"),
                unseen == 0 ? "" : " (%d unseen)".formatted(unseen),
                count(clusters.size(), "cluster"),
                howMany,
                Words.layers(layers));
    return new Statement(text, numbers);
  }

  static Statement chance(List<ChanceFinding> found) {
    int tested = found.stream().mapToInt(ChanceFinding::tested).sum();
    int above = found.stream().mapToInt(ChanceFinding::above).sum();
    double rate = found.getFirst().rate();
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("tested", tested);
    numbers.put("above", above);
    numbers.put("rate", rate);
    numbers.put("pairs", found);
    String how = "rows paired at random, false discovery rate " + Words.percent(rate);
    String text =
        above == tested
            ? "All %s are more alike than chance (%s).".formatted(count(tested, "score"), how)
            : "Of %s, %d %s more alike than chance (%s)."
                .formatted(count(tested, "score"), above, above == 1 ? "is" : "are", how);
    return new Statement(text, numbers);
  }
}
