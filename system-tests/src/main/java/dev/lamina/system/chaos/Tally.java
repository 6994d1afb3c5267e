package dev.lamina.system.chaos;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What all rounds came to, as a table.
final class Tally {

  private final Map<Victim, Map<StoreLog.Stage, Integer>> kills = new EnumMap<>(Victim.class);
  private final Map<String, Integer> others = new TreeMap<>();
  private final List<String> broken = new ArrayList<>();
  private int rounds;
  private int workersKilled;
  private long redone;
  private long allowed;
  private Invariants.Difference difference = new Invariants.Difference(0, 0, 0);
  private long begunSecond;
  private Duration time = Duration.ZERO;

  void add(Round.Result result, Invariants invariants, List<String> violations) {
    rounds++;
    time = time.plus(result.took());
    redone += result.outcome().redone();
    allowed += invariants.mostRedone(result.struck());
    begunSecond += result.outcome().begunSecond().size();
    Invariants.Difference one = invariants.difference(result.outcome().scores());
    difference =
        new Invariants.Difference(
            difference.lost() + one.lost(),
            difference.duplicate() + one.duplicate(),
            difference.changed() + one.changed());
    result.struck().forEach(this::count);
    broken.addAll(violations);
  }

  /// A round that did not come to its end.
  void add(String violation) {
    rounds++;
    broken.add(violation);
  }

  int killed() {
    return kills.values().stream().flatMap(of -> of.values().stream()).mapToInt(n -> n).sum();
  }

  List<String> broken() {
    return List.copyOf(broken);
  }

  private void count(Struck struck) {
    if (struck.fault() instanceof Fault.Kill kill) {
      kills
          .computeIfAbsent(kill.victim(), victim -> new EnumMap<>(StoreLog.Stage.class))
          .merge(struck.stage(), 1, Integer::sum);
      workersKilled += kill.victim().worker() ? 1 : 0;
    } else {
      String name = Words.kind(struck.fault());
      others.merge(
          struck.skipped().map(why -> name + " (skipped: " + why + ")").orElse(name),
          1,
          Integer::sum);
    }
  }

  String table(int ownEnds) {
    String stages =
        Arrays.stream(StoreLog.Stage.values()).map(Words::stage).collect(joining(" | "));
    String rows =
        kills.entrySet().stream()
            .map(
                row ->
                    "| %s | %s |"
                        .formatted(
                            row.getKey(),
                            Arrays.stream(StoreLog.Stage.values())
                                .map(stage -> row.getValue().getOrDefault(stage, 0).toString())
                                .collect(joining(" | "))))
            .collect(joining("\n"));
    return """

        | killed while | %s |
        |---|---|---|---|---|
        %s

        | other fault | times |
        |---|---|
        %s

        | what | figure |
        |---|---|
        | rounds | %d in %d min %d s |
        | kills | %d, %d of them of workers |
        | scores lost, duplicate, changed | %d, %d, %d |
        | units redone (at most allowed) | %d (%d) |
        | units begun by a second identical sweep | %d |
        | processes that ended by themselves | %d |
        | invariants broken | %d |
        """
        .formatted(
            stages,
            rows,
            others.entrySet().stream()
                .map(row -> "| %s | %d |".formatted(row.getKey(), row.getValue()))
                .collect(joining("\n")),
            rounds,
            time.toMinutes(),
            time.toSecondsPart(),
            killed(),
            workersKilled,
            difference.lost(),
            difference.duplicate(),
            difference.changed(),
            redone,
            allowed,
            begunSecond,
            ownEnds,
            broken.size());
  }
}
