package dev.lamina.system.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Brings faults about.
final class Striker {

  private static final List<String> EVENTS =
      List.of("lamina.extractor-events", "lamina.analyzer-events");

  /// Of the time that a slow disk makes its server wait, and lets it go on.
  private static final Duration STUCK = Duration.ofMillis(350);

  private static final Duration MOVING = Duration.ofMillis(50);

  /// Between two looks at how far the round is.
  private static final Duration LOOK = Duration.ofMillis(20);

  private final Fleet fleet;
  private final Poisoner poisoner;

  Striker(Fleet fleet, Poisoner poisoner) {
    this.fleet = fleet;
    this.poisoner = poisoner;
  }

  /// Waits for the fault's moment and strikes.
  ///
  Struck strike(Fault fault) throws InterruptedException {
    while (stage().compareTo(fault.moment().stage()) < 0) {
      pause(LOOK);
    }
    pause(fault.moment().after());
    StoreLog.Stage stage = stage();
    Optional<String> whyNot = whyNot(fault);
    if (whyNot.isPresent()) {
      return new Struck(fault, stage, whyNot, Optional.empty());
    }
    Optional<Expectation> expected = Optional.empty();
    switch (fault) {
      case Fault.Kill kill -> fleet.member(kill.victim(), kill.replica()).kill();
      case Fault.Restart restart ->
          fleet.member(restart.victim(), restart.replica()).restart(Map.of());
      case Fault.BrokenStore broken -> breakStore(broken);
      case Fault.Stall stall -> stall(stall);
      case Fault.SlowDisk slow -> slow(slow);
      case Fault.FullDisk full -> {
        fleet.disk().fill();
        pause(full.lasts());
        fleet.disk().free();
      }
      case Fault.WrongClock clock ->
          fleet
              .member(clock.victim(), clock.replica())
              .restart(ClockSetting.here().orElseThrow().ahead(clock.ahead()));
      case Fault.RepeatedEvents repeated -> repeat(new Random(repeated.order()));
      case Fault.Poisoned poisoned -> expected = Optional.of(poisoner.poison(poisoned.poison()));
    }
    return new Struck(fault, stage, Optional.empty(), expected);
  }

  /// Takes back what lasts to the round's end.
  void mend(List<Fault> faults) {
    for (Fault fault : faults) {
      if (fault instanceof Fault.WrongClock clock && whyNot(clock).isEmpty()) {
        fleet.member(clock.victim(), clock.replica()).restart(Map.of());
      }
    }
  }

  private StoreLog.Stage stage() {
    return fleet.log().stage(ChaosSweep.BATCHES, ChaosSweep.ANALYSES);
  }

  private Optional<String> whyNot(Fault fault) {
    return switch (fault) {
      case Fault.FullDisk full -> fleet.disk().whyNot();
      case Fault.WrongClock clock ->
          ClockSetting.here().isPresent()
              ? Optional.empty()
              : Optional.of("libfaketime is not installed (Debian's package libfaketime)");
      default -> Optional.empty();
    };
  }

  private void breakStore(Fault.BrokenStore broken) throws InterruptedException {
    StoreDoor door = fleet.door(broken.client());
    door.fail(broken.trouble(), broken.share());
    pause(broken.lasts());
    door.recover();
  }

  private void stall(Fault.Stall stall) throws InterruptedException {
    Member member = fleet.member(stall.victim(), stall.replica());
    member.signal("STOP");
    pause(stall.lasts());
    // To one that was killed meanwhile and has a successor, this means nothing.
    member.signal("CONT");
  }

  private void slow(Fault.SlowDisk slow) throws InterruptedException {
    Member server = fleet.member(slow.server(), 0);
    Instant end = Instant.now().plus(slow.lasts());
    while (Instant.now().isBefore(end)) {
      server.signal("STOP");
      pause(STUCK);
      server.signal("CONT");
      pause(MOVING);
    }
  }

  private void repeat(Random order) throws InterruptedException {
    KafkaTap tap = new KafkaTap(fleet.kafka());
    for (String topic : EVENTS) {
      List<byte[]> events = tap.records(topic);
      List<byte[]> twice = new ArrayList<>(events);
      twice.addAll(events);
      Collections.shuffle(twice, order);
      tap.send(topic, twice);
    }
  }

  private static void pause(Duration time) throws InterruptedException {
    if (time.isPositive()) {
      Thread.sleep(time);
    }
  }
}
