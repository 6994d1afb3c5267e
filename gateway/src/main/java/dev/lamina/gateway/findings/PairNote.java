package dev.lamina.gateway.findings;

import static dev.lamina.gateway.findings.Words.show;

import dev.lamina.gateway.findings.Findings.PairSections;
import dev.lamina.gateway.findings.Findings.Statement;
import dev.lamina.gateway.findings.Findings.TaskFinding;
import dev.lamina.gateway.findings.Findings.Turn;
import java.util.List;
import java.util.Map;

/// How alike a pair is, and its sections.
final class PairNote {

  private PairNote() {}

  static Statement alike(List<TaskFinding> ranked, boolean higherIsMoreAlike) {
    TaskFinding most = ranked.getFirst();
    TaskFinding least = ranked.getLast();
    double mean = ranked.stream().mapToDouble(TaskFinding::mean).average().orElseThrow();
    int apart =
        (int)
            ranked.stream()
                .filter(t -> t.rankLow() == t.rank() && t.rankHigh() == t.rank())
                .count();
    Map<String, Object> numbers = Words.about(most.experimental(), most.control(), most.measure());
    numbers.put("tasks", ranked.size());
    numbers.put("mean", mean);
    numbers.put("mostAlike", most);
    numbers.put("leastAlike", least);
    numbers.put("sureRanks", apart);
    String extreme = higherIsMoreAlike ? "lowest" : "highest";
    if (ranked.size() == 1) {
      return new Statement(
          "On %s, %s and %s score %s over layers, %s at layer %d (%s)."
              .formatted(
                  most.task(),
                  most.experimental(),
                  most.control(),
                  Words.value(most.mean(), most.low(), most.high()),
                  extreme,
                  most.lowestLayer(),
                  show(most.lowest())),
          numbers);
    }
    return new Statement(
        "%s and %s score %s on average, most on %s (%s) and least on %s (%s), where layer %d is %s (%s)%s."
            .formatted(
                most.experimental(),
                most.control(),
                show(mean),
                most.task(),
                Words.value(most.mean(), most.low(), most.high()),
                least.task(),
                Words.value(least.mean(), least.low(), least.high()),
                least.lowestLayer(),
                extreme,
                show(least.lowest()),
                most.low().isEmpty() ? "" : "; " + sure(apart, ranked.size())),
        numbers);
  }

  /// How far an order of tasks can be trusted.
  static String sure(int apart, int tasks) {
    if (apart == tasks) {
      return "all ranks are sure";
    }
    return apart == 0
        ? "no single rank is sure"
        : "%d of the %d ranks %s sure".formatted(apart, tasks, apart == 1 ? "is" : "are");
  }

  static Statement sections(PairSections found) {
    Map<String, Object> numbers =
        Words.about(found.experimental(), found.control(), found.measure());
    numbers.put("count", found.count());
    found.support().ifPresent(support -> numbers.put("support", support));
    numbers.put("sections", found.sections());
    numbers.put("boundaries", found.boundaries());
    String sure =
        found.support().map(s -> " (probability %s)".formatted(Words.percent(s))).orElse("");
    if (found.count() < 2) {
      return new Statement(
          "Between %s and %s the layers show no boundary: one section fits best%s."
              .formatted(found.experimental(), found.control(), sure),
          numbers);
    }
    List<String> ranges =
        found.sections().stream()
            .map(s -> "%s (mean %s)".formatted(range(s.first(), s.last()), show(s.mean())))
            .toList();
    List<String> turns = found.boundaries().stream().map(PairNote::turn).toList();
    return new Statement(
        "Between %s and %s the layers fall into %d sections%s, %s; %s %s."
            .formatted(
                found.experimental(),
                found.control(),
                found.count(),
                sure,
                Words.list(ranges),
                turns.size() == 1
                    ? "the boundary lies after layer"
                    : "the boundaries lie after layers",
                Words.list(turns)),
        numbers);
  }

  private static String range(int first, int last) {
    return first == last ? "layer " + first : "layers %d to %d".formatted(first, last);
  }

  private static String turn(Turn turn) {
    return turn.low() == turn.high()
        ? "%d (95 %% interval: that layer alone)".formatted(turn.after())
        : "%d (95 %% interval %d to %d)".formatted(turn.after(), turn.low(), turn.high());
  }
}
