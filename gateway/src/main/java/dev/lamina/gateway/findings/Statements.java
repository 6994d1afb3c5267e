package dev.lamina.gateway.findings;

import static java.util.Locale.ROOT;
import static java.util.stream.Collectors.joining;

import dev.lamina.gateway.findings.Findings.ClusterFinding;
import dev.lamina.gateway.findings.Findings.PairSections;
import dev.lamina.gateway.findings.Findings.Statement;
import dev.lamina.gateway.findings.Findings.TaskFinding;
import dev.lamina.gateway.findings.Findings.UnseenFinding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Findings in words: each sentence is made of the numbers beside it, and of nothing else.
final class Statements {

  private final String experimental;
  private final String control;
  private final String measure;

  Statements(PairCurves curves) {
    this.experimental = curves.pair().experimental();
    this.control = curves.pair().control();
    this.measure = curves.measure();
  }

  Statement ranking(List<TaskFinding> ranked) {
    TaskFinding most = ranked.getFirst();
    TaskFinding least = ranked.getLast();
    Map<String, Object> numbers = numbers();
    numbers.put("tasks", ranked.size());
    numbers.put("mostAlike", Map.of("task", most.task(), "mean", most.mean()));
    numbers.put(
        "leastAlike",
        Map.of(
            "task", least.task(),
            "mean", least.mean(),
            "lowest", least.lowest(),
            "lowestLayer", least.lowestLayer()));
    if (ranked.size() == 1) {
      return statement(
          "On %s, %s and %s have a mean %s of %s over layers; it is lowest at layer %d (%s)."
              .formatted(
                  most.task(),
                  experimental,
                  control,
                  measure,
                  show(most.mean()),
                  most.lowestLayer(),
                  show(most.lowest())),
          numbers);
    }
    return statement(
        "%s and %s are most alike on %s (mean %s over layers %s) and least alike on %s (%s), where layer %d is lowest (%s)."
            .formatted(
                experimental,
                control,
                most.task(),
                measure,
                show(most.mean()),
                least.task(),
                show(least.mean()),
                least.lowestLayer(),
                show(least.lowest())),
        numbers);
  }

  Statement sections(PairSections found) {
    Map<String, Object> numbers = numbers();
    numbers.put("count", found.count());
    found.support().ifPresent(support -> numbers.put("support", support));
    numbers.put("sections", found.sections());
    numbers.put("boundaries", found.boundaries());
    String sure =
        found
            .support()
            .map(s -> " (%.0f %% of resamples of the tasks agree on the number)".formatted(100 * s))
            .orElse("");
    if (found.count() < 2) {
      return statement(
          "Between %s and %s the layers show no boundary: one section fits best%s."
              .formatted(experimental, control, sure),
          numbers);
    }
    String ranges =
        found.sections().stream()
            .map(s -> "layers %d-%d (mean %s)".formatted(s.first(), s.last(), show(s.mean())))
            .collect(joining(", "));
    String turns =
        found.boundaries().stream()
            .map(
                b ->
                    "after layer %d (95 %% interval %d to %d)"
                        .formatted(b.after(), b.low(), b.high()))
            .collect(joining(", "));
    return statement(
        "Between %s and %s the layers fall into %d sections%s: %s; the boundaries lie %s."
            .formatted(experimental, control, found.count(), sure, ranges, turns),
        numbers);
  }

  Statement clusters(List<ClusterFinding> ranked) {
    ClusterFinding most = ranked.getFirst();
    ClusterFinding least = ranked.getLast();
    Map<String, Object> numbers = numbers();
    numbers.put(
        "mostAlike", Map.of("cluster", most.cluster(), "mean", most.mean(), "tasks", most.tasks()));
    numbers.put(
        "leastAlike",
        Map.of("cluster", least.cluster(), "mean", least.mean(), "tasks", least.tasks()));
    return statement(
        "Of %d clusters, %s and %s are most alike on %s (mean %s, %s) and least alike on %s (mean %s, %s)."
            .formatted(
                ranked.size(),
                experimental,
                control,
                most.cluster(),
                show(most.mean()),
                count(most.tasks()),
                least.cluster(),
                show(least.mean()),
                count(least.tasks())),
        numbers);
  }

  Statement unseen(UnseenFinding found) {
    Map<String, Object> numbers = numbers();
    numbers.put("seen", found.seen());
    numbers.put("unseen", found.unseen());
    numbers.put("seenTasks", found.seenTasks());
    numbers.put("unseenTasks", found.unseenTasks());
    numbers.put("difference", found.difference());
    found.low().ifPresent(low -> numbers.put("low", low));
    found.high().ifPresent(high -> numbers.put("high", high));
    String verdict = verdict(found.low(), found.high());
    return statement(
        "%s unseen of %s: mean %s unseen against %s seen, difference %s%s; %s."
            .formatted(
                count(found.unseenTasks()),
                found.unseenTasks() + found.seenTasks(),
                show(found.unseen()),
                show(found.seen()),
                show(found.difference()),
                interval(found.low(), found.high()),
                verdict),
        numbers);
  }

  private static String verdict(Optional<Double> low, Optional<Double> high) {
    if (low.isEmpty() || high.isEmpty()) {
      return "too few tasks to tell them apart";
    }
    if (low.get() > 0) {
      return "the pair is more alike on unseen tasks";
    }
    return high.get() < 0
        ? "the pair is less alike on unseen tasks"
        : "the interval holds 0, so unseen tasks cannot be told from seen ones";
  }

  private static String interval(Optional<Double> low, Optional<Double> high) {
    return low.isPresent() && high.isPresent()
        ? " (95 %% interval %s to %s)".formatted(show(low.get()), show(high.get()))
        : "";
  }

  private Map<String, Object> numbers() {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("experimental", experimental);
    numbers.put("control", control);
    numbers.put("measure", measure);
    return numbers;
  }

  private static Statement statement(String text, Map<String, Object> numbers) {
    return new Statement(text, numbers);
  }

  private static String count(int tasks) {
    return tasks == 1 ? "1 task" : tasks + " tasks";
  }

  private static String show(double value) {
    return String.format(ROOT, "%.3f", value);
  }
}
