package dev.lamina.gateway.findings;

import static dev.lamina.gateway.findings.Words.count;
import static dev.lamina.gateway.findings.Words.interval;
import static dev.lamina.gateway.findings.Words.show;
import static dev.lamina.gateway.findings.Words.signed;

import dev.lamina.gateway.findings.Findings.LayerGain;
import dev.lamina.gateway.findings.Findings.Statement;
import dev.lamina.gateway.findings.Findings.TaskGain;
import dev.lamina.gateway.findings.Findings.TuningFinding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the base holds already, and what tuning adds.
final class TuningNote {

  private TuningNote() {}

  static Statement base(TuningFinding tuning, List<TaskGain> gains) {
    List<TaskGain> ranked =
        gains.stream().sorted(Comparator.comparingDouble(TaskGain::baseMean).reversed()).toList();
    TaskGain most = ranked.getFirst();
    TaskGain least = ranked.getLast();
    double mean = gains.stream().mapToDouble(TaskGain::baseMean).average().orElseThrow();
    Map<String, Object> numbers = about(tuning);
    numbers.put("mean", mean);
    numbers.put("most", Map.of("task", most.task(), "mean", most.baseMean()));
    numbers.put("least", Map.of("task", least.task(), "mean", least.baseMean()));
    if (gains.size() == 1) {
      return new Statement(
          "On %s, before tuning, %s scores %s with %s over layers."
              .formatted(most.task(), tuning.base(), show(mean), tuning.control()),
          numbers);
    }
    return new Statement(
        "Before tuning, %s scores %s with %s on average, from %s on %s to %s on %s."
            .formatted(
                tuning.base(),
                show(mean),
                tuning.control(),
                show(most.baseMean()),
                most.task(),
                show(least.baseMean()),
                least.task()),
        numbers);
  }

  static Statement gain(TuningFinding tuning) {
    Map<String, Object> numbers = about(tuning);
    numbers.put("tasks", tuning.tasks());
    numbers.put("mean", tuning.mean());
    tuning.low().ifPresent(low -> numbers.put("low", low));
    tuning.high().ifPresent(high -> numbers.put("high", high));
    numbers.put("verdicts", tuning.verdicts());
    numbers.put("margin", tuning.margin());
    numbers.put("alike", tuning.alike());
    numbers.put("intervalOver", tuning.intervalOver());
    List<String> parts = new ArrayList<>();
    tuning
        .verdicts()
        .forEach(
            (word, tasks) -> {
              if (tasks > 0) {
                String is = tasks == 1 ? " is " : " are ";
                parts.add(tasks + is + meaning(word, tuning.margin()));
              }
            });
    return new Statement(
        "With tuning, %s scores %s %s than %s (%s over %s); of %s, %s."
            .formatted(
                tuning.tuned(),
                show(Math.abs(tuning.mean())),
                tuning.mean() < 0 ? "less" : "more",
                tuning.base(),
                interval(tuning.low(), tuning.high()),
                tuning.intervalOver(),
                count(tuning.tasks(), "task"),
                Words.list(parts)),
        numbers);
  }

  private static String meaning(String word, double margin) {
    return switch (Verdict.of(word)) {
      case ENCODED ->
          "encoded in the base (tuning moves the score by less than %s)".formatted(margin);
      case GAINED -> "gained by tuning";
      case LOST -> "lost by it";
      case ABSENT -> "in neither";
      case UNDECIDED -> "undecided";
    };
  }

  static Statement layers(TuningFinding tuning) {
    List<Integer> gained = found(tuning, 1);
    List<Integer> lost = found(tuning, -1);
    LayerGain most =
        tuning.layers().stream().max(Comparator.comparingDouble(LayerGain::gain)).orElseThrow();
    Map<String, Object> numbers = about(tuning);
    numbers.put("gainedLayers", gained);
    numbers.put("lostLayers", lost);
    numbers.put("rate", Discovery.RATE);
    numbers.put("most", most);
    String where =
        gained.isEmpty() && lost.isEmpty()
            ? "At no layer can the mean gain over tasks be told from 0"
            : "The mean gain over tasks is "
                + (gained.isEmpty() ? "" : "above 0 at " + Words.layers(gained))
                + (gained.isEmpty() || lost.isEmpty() ? "" : " and ")
                + (lost.isEmpty() ? "" : "below 0 at " + Words.layers(lost));
    return new Statement(
        "%s (false discovery rate %s); it is largest at layer %d (%s, %s)."
            .formatted(
                where,
                Words.percent(Discovery.RATE),
                most.layer(),
                signed(most.gain()),
                interval(most.low(), most.high())),
        numbers);
  }

  static Statement ranking(List<TaskGain> ranked) {
    TaskGain most = ranked.getFirst();
    TaskGain least = ranked.getLast();
    int apart =
        (int)
            ranked.stream()
                .filter(t -> t.rankLow() == t.rank() && t.rankHigh() == t.rank())
                .count();
    Map<String, Object> numbers = Words.about(most.tuned(), most.control(), most.measure());
    numbers.put("most", briefly(most));
    numbers.put("least", briefly(least));
    numbers.put("sureRanks", apart);
    return new Statement(
        "The gain is largest on %s (%s, %s%s) and smallest on %s (%s, %s%s); %s."
            .formatted(
                most.task(),
                signed(most.gain()),
                interval(most.low(), most.high()),
                at(most),
                least.task(),
                signed(least.gain()),
                interval(least.low(), least.high()),
                at(least),
                PairNote.sure(apart, ranked.size())),
        numbers);
  }

  private static String at(TaskGain gain) {
    List<Integer> layers = gain.gain() > 0 ? gain.gained() : gain.lost();
    return layers.isEmpty() ? "" : "; at " + Words.layers(layers);
  }

  private static Map<String, Object> briefly(TaskGain gain) {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("task", gain.task());
    numbers.put("gain", gain.gain());
    gain.low().ifPresent(low -> numbers.put("low", low));
    gain.high().ifPresent(high -> numbers.put("high", high));
    numbers.put("gained", gain.gained());
    numbers.put("lost", gain.lost());
    return numbers;
  }

  private static List<Integer> found(TuningFinding tuning, int sign) {
    return tuning.layers().stream()
        .filter(each -> each.q().orElse(1.0) <= Discovery.RATE && sign * each.gain() > 0)
        .map(LayerGain::layer)
        .toList();
  }

  private static Map<String, Object> about(TuningFinding tuning) {
    Map<String, Object> numbers = Words.about(tuning.tuned(), tuning.control(), tuning.measure());
    numbers.put("base", tuning.base());
    return numbers;
  }
}
