package dev.lamina.queue;

import dev.lamina.contract.Event;
import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import dev.lamina.contract.Wire;
import dev.lamina.queue.telemetry.UnitWatch;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A worker's loop: take a unit, do it, announce it, end the lease. The only place that decides
/// whether to try again.
///
/// @param <U> the unit's type
public final class Intake<U> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final Duration WAIT = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final int TRIES = 3;

  private final UnitReceiver receiver;
  private final Class<U> type;
  private final Work<U> work;
  private final Consumer<Event> announce;
  private final UnitWatch watch = new UnitWatch(Metrics.globalRegistry);
  private final Thread thread;
  private volatile boolean stopping;

  private Intake(
      UnitReceiver receiver, String queue, Class<U> type, Work<U> work, Consumer<Event> announce) {
    this.receiver = receiver;
    this.type = type;
    this.work = work;
    this.announce = announce;
    this.thread = Thread.ofPlatform().name("intake " + queue).unstarted(this::loop);
  }

  /// Starts a worker on a queue.
  public static <U> Intake<U> start(
      WorkQueues queues, String queue, Class<U> type, Work<U> work, Consumer<Event> announce) {
    queues.declare(queue);
    Intake<U> intake = new Intake<>(queues.receive(queue), queue, type, work, announce);
    intake.thread.start();
    return intake;
  }

  private void loop() {
    try {
      while (!stopping) {
        takeOne();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void takeOne() throws InterruptedException {
    Optional<Lease> lease;
    try {
      lease = receiver.take(WAIT);
    } catch (RuntimeException e) {
      LOG.warn("Could not take a unit, trying again: {}", e.getMessage());
      Thread.sleep(PAUSE);
      return;
    }
    if (lease.isPresent()) {
      handle(lease.get());
    }
  }

  private void handle(Lease lease) throws InterruptedException {
    try (UnitWatch.Watched watched = watch.begin(lease.about())) {
      handle(lease, watched);
    }
  }

  private void handle(Lease lease, UnitWatch.Watched watched) throws InterruptedException {
    U unit;
    try {
      unit = Wire.decode(lease.unit(), type);
    } catch (FaultException e) {
      LOG.warn("Refused what is no unit: {}", e.getMessage());
      watched.refused(e);
      lease.refuse(e.getMessage());
      return;
    }
    for (int attempt = 1; ; attempt++) {
      FaultException fault;
      try {
        Event event = work.perform(unit);
        announce.accept(event);
        lease.done();
        watched.done(event);
        return;
      } catch (FaultException e) {
        fault = e;
      } catch (RuntimeException | Error e) {
        // An error too, such as too little memory: whoever waits for the unit must hear of it.
        fault = new FaultException(Fault.INTERNAL, e.toString(), e);
      }
      if (Thread.currentThread().isInterrupted() || stopping) {
        lease.giveBack();
        return;
      }
      if (!fault.fault().retry() || attempt == TRIES) {
        giveUp(lease, unit, fault, watched);
        return;
      }
      watched.retried(fault);
      LOG.warn("Trying {} again after: {}", unit, fault.getMessage());
      Thread.sleep(PAUSE.multipliedBy(attempt));
    }
  }

  /// Whether the worker's thread has not ended.
  public boolean isRunning() {
    return thread.isAlive();
  }

  /// A unit is dropped only when its gateway could be told; else it comes again.
  private void giveUp(Lease lease, U unit, FaultException fault, UnitWatch.Watched watched)
      throws InterruptedException {
    try {
      announce.accept(work.giveUp(unit, fault.fault(), fault.getMessage()));
    } catch (RuntimeException e) {
      LOG.warn("Could not announce that {} is given up; gave it back", unit, e);
      lease.giveBack();
      Thread.sleep(PAUSE);
      return;
    }
    if (fault.fault() == Fault.INTERNAL) {
      LOG.error("Gave up {}", unit, fault);
    } else {
      // What was foreseen tells all in its sentence.
      LOG.warn("Gave up a unit: {}: {}", fault.fault().code(), fault.getMessage());
    }
    lease.refuse(fault.getMessage());
    watched.givenUp(fault.fault(), fault);
  }

  /// Finishes the unit in hand if that takes no longer than the grace, else gives it back.
  @Override
  public void close() {
    stopping = true;
    try {
      if (!thread.join(GRACE)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    receiver.close();
  }
}
