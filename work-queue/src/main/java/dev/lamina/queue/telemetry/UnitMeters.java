package dev.lamina.queue.telemetry;

import dev.lamina.contract.Fault;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// What a worker counts of its units, whatever they are. All meters are there from the start, so
/// that a rate is defined before the first unit.
final class UnitMeters {

  /// How a unit's lease ended here.
  enum Outcome {
    /// Computed and stored.
    COMPUTED,
    /// It was stored before the worker looked.
    FOUND,
    /// Left to another worker, or to a later time.
    GIVEN_BACK,
    /// Dropped, with a fault that the gateway knows.
    GIVEN_UP,
    /// It was no unit.
    REFUSED
  }

  private final MeterRegistry registry;
  private final Timer waits;
  private final Counter redeliveries;
  private final Counter retries;
  private final Counter redone;

  UnitMeters(MeterRegistry registry) {
    this.registry = registry;
    waits = registry.timer("lamina.worker.queue.wait");
    redeliveries = registry.counter("lamina.worker.redeliveries");
    retries = registry.counter("lamina.worker.retries");
    redone = registry.counter("lamina.worker.redone.units");
    for (Outcome outcome : Outcome.values()) {
      units(outcome);
    }
    for (Fault fault : Fault.values()) {
      faults(fault);
    }
  }

  private Timer units(Outcome outcome) {
    String name = outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return registry.timer("lamina.worker.units", "outcome", name);
  }

  private Counter faults(Fault fault) {
    return registry.counter("lamina.worker.faults", "fault", fault.code());
  }

  void taken(Delivery delivery) {
    Duration waited = Duration.between(delivery.released(), Instant.now());
    // The sender's clock may be ahead.
    waits.record(waited.isNegative() ? Duration.ZERO : waited);
    if (delivery.count() > 1) {
      redeliveries.increment();
    }
  }

  void retried() {
    retries.increment();
  }

  void givenUp(Fault fault) {
    faults(fault).increment();
  }

  /// @param again whether some of the work was done before, here or elsewhere, and was lost
  void ended(Outcome outcome, Duration time, boolean again) {
    units(outcome).record(time);
    if (again && outcome == Outcome.COMPUTED) {
      redone.increment();
    }
  }
}
