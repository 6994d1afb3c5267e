package dev.lamina.system.chaos;

import dev.lamina.system.chaos.StoreLog.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/// Which faults strike in which round: a function of the seed alone.
///
/// @param rounds faults of each round; the round without faults is none of them
record Schedule(List<List<Fault>> rounds) {

  private static final List<Victim> SERVICES =
      List.of(Victim.EXTRACTOR, Victim.EXTRACTOR, Victim.ANALYZER, Victim.GATEWAY, Victim.GATEWAY);

  private static final List<Victim> ANYONE =
      List.of(
          Victim.EXTRACTOR,
          Victim.EXTRACTOR,
          Victim.ANALYZER,
          Victim.GATEWAY,
          Victim.KAFKA,
          Victim.S3);

  private static final int KILLS_AMONG_SERVICES = 6;
  private static final int KILLS_OF_ANYONE = 5;

  /// Most of a sweep is extraction.
  private static final List<Stage> STAGES =
      List.of(
          Stage.SUBMITTING, Stage.EXTRACTING, Stage.EXTRACTING, Stage.EXTRACTING, Stage.ANALYSING);

  private static final Duration MOST_AFTER = Duration.ofMillis(2500);

  /// Every fault beside kills. A round meets the one of a number in the first half together with
  /// the one of the same number in the second.
  private static final List<Function<Random, Fault>> OTHERS =
      List.of(
          random -> broken(random, new Trouble.Unavailable(), 0.5, 4),
          random -> broken(random, new Trouble.AnswerLost(), 0.3, 5),
          random -> broken(random, new Trouble.CutAnswer(), 0.3, 5),
          random -> broken(random, new Trouble.CutRequest(), 0.3, 5),
          random -> broken(random, new Trouble.Slow(Duration.ofSeconds(1)), 0.5, 6),
          // No worker's patience with its store is that long.
          random -> broken(random, new Trouble.Unavailable(), 1, 40),
          random -> broken(random, new Trouble.Silence(), 0.05, 3),
          random -> new Fault.FullDisk(moment(random), Duration.ofSeconds(6)),
          random -> new Fault.SlowDisk(Victim.S3, moment(random), Duration.ofSeconds(8)),
          random -> new Fault.Restart(Victim.KAFKA, 0, moment(random)),
          random -> new Fault.RepeatedEvents(random.nextLong(), moment(random)),
          random -> new Fault.Poisoned(Poison.ROW, moment(random)),
          random -> new Fault.Poisoned(Poison.BATCH, moment(random)),
          random -> new Fault.Poisoned(Poison.MODEL, moment(random)),
          random -> new Fault.Poisoned(Poison.ADAPTER, moment(random)),
          random -> stall(random, Victim.EXTRACTOR),
          random ->
              new Fault.WrongClock(
                  SERVICES.get(random.nextInt(SERVICES.size())),
                  random.nextInt(8),
                  Duration.ofMinutes(random.nextBoolean() ? 10 : -10),
                  moment(random)),
          random -> new Fault.SlowDisk(Victim.KAFKA, moment(random), Duration.ofSeconds(8)),
          random -> new Fault.Restart(Victim.EXTRACTOR, random.nextInt(8), moment(random)),
          random -> stall(random, Victim.ANALYZER));

  Schedule {
    rounds = rounds.stream().map(List::copyOf).toList();
  }

  /// In turn a round of kills among the services alone, in which at most one unit per killed
  /// worker may be redone, and one of kills of any process beside two other
  /// faults.
  static Schedule longForm(long seed, int rounds) {
    List<List<Fault>> all = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      Random random = new Random(seed * 1_000_003 + round);
      List<Fault> faults = new ArrayList<>();
      if (round % 2 == 0) {
        faults.addAll(kills(random, SERVICES, KILLS_AMONG_SERVICES));
      } else {
        faults.addAll(kills(random, ANYONE, KILLS_OF_ANYONE));
        int half = OTHERS.size() / 2;
        faults.add(OTHERS.get(round / 2 % half).apply(random));
        faults.add(OTHERS.get(round / 2 % half + half).apply(random));
      }
      all.add(faults);
    }
    return new Schedule(all);
  }

  /// Two minutes' worth: kills of every service, the broker killed amid ambiguous successes and
  /// repeated events, poisoned work beside a full disk.
  static Schedule shortForm(long seed) {
    Random random = new Random(seed);
    return new Schedule(
        List.of(
            List.of(
                new Fault.Kill(Victim.EXTRACTOR, 0, moment(random)),
                new Fault.Kill(Victim.EXTRACTOR, 1, moment(random)),
                new Fault.Kill(Victim.ANALYZER, 0, moment(random)),
                new Fault.Kill(Victim.GATEWAY, 0, moment(random))),
            List.of(
                new Fault.Kill(Victim.KAFKA, 0, moment(random)),
                broken(random, new Trouble.AnswerLost(), 0.3, 5),
                new Fault.RepeatedEvents(random.nextLong(), moment(random))),
            List.of(
                new Fault.Poisoned(Poison.ROW, moment(random)),
                new Fault.Poisoned(Poison.BATCH, moment(random)),
                new Fault.Poisoned(Poison.ADAPTER, moment(random)),
                new Fault.FullDisk(moment(random), Duration.ofSeconds(3)))));
  }

  private static List<Fault> kills(Random random, List<Victim> among, int count) {
    List<Fault> kills = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Victim victim = among.get(random.nextInt(among.size()));
      kills.add(new Fault.Kill(victim, random.nextInt(8), moment(random)));
    }
    return kills;
  }

  private static Fault broken(Random random, Trouble trouble, double share, int seconds) {
    Victim client = SERVICES.get(random.nextInt(SERVICES.size()));
    return new Fault.BrokenStore(
        client, trouble, share, moment(random), Duration.ofSeconds(seconds));
  }

  private static Fault stall(Random random, Victim worker) {
    return new Fault.Stall(worker, random.nextInt(8), moment(random), Duration.ofSeconds(12));
  }

  private static Moment moment(Random random) {
    return new Moment(
        STAGES.get(random.nextInt(STAGES.size())),
        Duration.ofMillis(random.nextLong(MOST_AFTER.toMillis())));
  }
}
