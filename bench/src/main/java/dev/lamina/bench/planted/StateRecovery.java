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

  /// @param planted tasks whose true mean gain is within the margin (encoded), above or below it
  /// @param found tasks with the verdict
  /// @param right those of which it is true: the true gain is within the margin, above or below 0
  /// @param recalled planted tasks with the verdict
  record Verdicts(String verdict, int planted, int found, int right, int recalled) {

    Verdicts plus(Verdicts other) {
      return new Verdicts(
          verdict,
          planted + other.planted,
          found + other.found,
          right + other.right,
          recalled + other.recalled);
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
      double base = t >= 5 && t < 10 ? 0.4 : 0.7;
      double tuned = t < 5 ? base : t < 10 ? base + gain : base - gain;
      tasks.add(new PlantedTask("task " + t, "cluster " + t % 3, t % 4 != 0, base, tuned));
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
    PlantedStates.Told told =
        new PlantedStates(tasks(gain), LAYERS, boundaries, rows, FEATURES, noise).tell(random);
    return new StateRecovery(
        sections(boundaries, told.findings()),
        WORDS.stream().map(word -> verdicts(word, told)).toList());
  }

  private static Recovery sections(List<Integer> planted, Findings found) {
    return Recovery.of(
        planted,
        found.sections().getFirst().boundaries().stream().map(StateRecovery::boundary).toList());
  }

  private static Boundary boundary(Turn turn) {
    return new Boundary(turn.after(), turn.low(), turn.high(), turn.support());
  }

  private static Verdicts verdicts(String word, PlantedStates.Told told) {
    double margin = told.findings().tuning().getFirst().margin();
    Verdicts sum = new Verdicts(word, 0, 0, 0, 0);
    for (TaskGain gain : told.findings().gains()) {
      double truth = told.gains()[Integer.parseInt(gain.task().substring("task ".length()))];
      boolean planted =
          switch (word) {
            case "gained" -> truth > margin;
            case "lost" -> truth < -margin;
            default -> Math.abs(truth) <= margin;
          };
      boolean holds =
          switch (word) {
            case "gained" -> truth > 0;
            case "lost" -> truth < 0;
            default -> planted;
          };
      boolean found = gain.verdict().equals(word);
      sum =
          sum.plus(
              new Verdicts(
                  word,
                  planted ? 1 : 0,
                  found ? 1 : 0,
                  found && holds ? 1 : 0,
                  found && planted ? 1 : 0));
    }
    return sum;
  }

  private StateRecovery plus(StateRecovery other) {
    List<Verdicts> both = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      both.add(tasks.get(i).plus(other.tasks.get(i)));
    }
    return new StateRecovery(sections.plus(other.sections), both);
  }
}
