package dev.lamina.bench.planted;

import dev.lamina.gateway.findings.Findings;
import dev.lamina.gateway.findings.Findings.TaskGain;
import dev.lamina.gateway.findings.Findings.Turn;
import dev.lamina.metrics.section.Boundary;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// How findings on simulated hidden states compare with what was planted.
///
/// @param sections of the base against its controls
/// @param tasks a line per verdict
record StateRecovery(Recovery sections, List<Verdicts> tasks) {

  /// @param planted tasks that should have the verdict
  /// @param found tasks that have it
  /// @param right those of both
  record Verdicts(String verdict, int planted, int found, int right) {

    Verdicts plus(Verdicts other) {
      return new Verdicts(
          verdict, planted + other.planted, found + other.found, right + other.right);
    }
  }

  private static final List<String> WORDS = List.of("encoded", "gained", "lost");
  private static final int LAYERS = 13;
  private static final int FEATURES = 32;

  /// Twelve tasks of three clusters: five are encoded, five gained by `gain` in the refinement
  /// section, two lost as much.
  static List<PlantedTask> tasks(double gain) {
    List<PlantedTask> tasks = new ArrayList<>();
    for (int t = 0; t < 12; t++) {
      String verdict = t < 5 ? "encoded" : t < 10 ? "gained" : "lost";
      double base = verdict.equals("gained") ? 0.4 : 0.7;
      double tuned =
          switch (verdict) {
            case "gained" -> base + gain;
            case "lost" -> base - gain;
            default -> base;
          };
      tasks.add(new PlantedTask("task " + t, "cluster " + t % 3, t % 4 != 0, verdict, base, tuned));
    }
    return tasks;
  }

  static StateRecovery of(int rows, double gain, Noise noise, int cases, long seed) {
    return IntStream.range(0, cases)
        .parallel()
        .mapToObj(i -> one(rows, gain, noise, new Random(seed + 7919L * i)))
        .reduce(StateRecovery::plus)
        .orElseThrow();
  }

  private static StateRecovery one(int rows, double gain, Noise noise, Random random) {
    int first = 2 + random.nextInt(3);
    List<Integer> boundaries = List.of(first, first + 3 + random.nextInt(3));
    List<PlantedTask> tasks = tasks(gain);
    Findings found =
        new PlantedStates(tasks, LAYERS, boundaries, rows, FEATURES, noise).findings(random);
    return new StateRecovery(
        sections(boundaries, found),
        WORDS.stream().map(word -> verdicts(word, tasks, found.gains())).toList());
  }

  private static Recovery sections(List<Integer> planted, Findings found) {
    return Recovery.of(
        planted,
        found.sections().getFirst().boundaries().stream().map(StateRecovery::boundary).toList());
  }

  private static Boundary boundary(Turn turn) {
    return new Boundary(turn.after(), turn.low(), turn.high(), turn.support());
  }

  private static Verdicts verdicts(String word, List<PlantedTask> tasks, List<TaskGain> gains) {
    int found = 0;
    int right = 0;
    int planted = 0;
    for (PlantedTask task : tasks) {
      boolean should = task.verdict().equals(word);
      boolean does =
          gains.stream()
              .anyMatch(gain -> gain.task().equals(task.name()) && gain.verdict().equals(word));
      planted += should ? 1 : 0;
      found += does ? 1 : 0;
      right += should && does ? 1 : 0;
    }
    return new Verdicts(word, planted, found, right);
  }

  private StateRecovery plus(StateRecovery other) {
    List<Verdicts> both = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      both.add(tasks.get(i).plus(other.tasks.get(i)));
    }
    return new StateRecovery(sections.plus(other.sections), both);
  }
}
