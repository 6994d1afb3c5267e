package dev.lamina.queue;

import dev.lamina.contract.Event;
import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import dev.lamina.contract.Wire;
import dev.lamina.queue.telemetry.UnitWatch;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A worker's loop: take a unit, do it, announce it, end the lease.
///
/// @param <U> the unit's type
public final class Intake<U> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final Duration WAIT = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(20);

  /// What a worker does, and with which units.
  ///
  /// @param queue where the units come from
  /// @param announce tells the gateways; throws where they cannot be told
  /// @param <U> the unit's type
  public record Job<U>(String queue, Class<U> type, Work<U> work, Consumer<Event> announce) {}

  private final UnitReceiver receiver;
  private final Job<U> job;
  private final Duration patience;
  private final UnitWatch watch = new UnitWatch(Metrics.globalRegistry);
  private final Thread thread;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Pauses rests = new Pauses();
  private volatile Optional<String> trouble = Optional.empty();

  private Intake(UnitReceiver receiver, Job<U> job, Duration patience) {
    this.receiver = receiver;
    this.job = job;
    this.patience = patience;
    this.thread = Thread.ofPlatform().name("intake " + job.queue()).unstarted(this::loop);
  }

  /// Starts a worker on a queue.
  ///
  /// @param patience how long a unit waits, at most, for what is not its fault: for the store to
  ///     come back, or for a worker with room for its model
  public static <U> Intake<U> start(WorkQueues queues, Job<U> job, Duration patience) {
    queues.declare(job.queue());
    Intake<U> intake = new Intake<>(queues.receive(job.queue()), job, patience);
    intake.thread.start();
    return intake;
  }

  private void loop() {
    try {
      while (!stopping()) {
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
      rest(PAUSE);
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
      unit = Wire.decode(lease.unit(), job.type());
    } catch (FaultException e) {
      LOG.warn("Refused what is no unit: {}", e.getMessage());
      watched.refused(e);
      lease.refuse(e.getMessage());
      return;
    }
    Retries retries = new Retries(patience);
    while (true) {
      FaultException fault;
      try {
        Event event = job.work().perform(unit);
        tell(event);
        lease.done();
        watched.done(event);
        trouble = Optional.empty();
        rests.reset();
        return;
      } catch (FaultException e) {
        fault = e;
      } catch (RuntimeException | Error e) {
        // An error too, such as too little memory: whoever waits for the unit must hear of it.
        fault = new FaultException(Fault.INTERNAL, e.toString(), e);
      }
      if (Thread.currentThread().isInterrupted() || stopping()) {
        lease.giveBack();
        return;
      }
      if (fault.fault().ending() == Fault.Ending.ELSEWHERE && isRecent(lease)) {
        leaveToOthers(lease, fault);
        return;
      }
      Optional<Duration> pause = retries.after(fault.fault());
      if (pause.isEmpty()) {
        giveUp(lease, unit, fault, watched);
        return;
      }
      watched.retried(fault);
      trouble = Optional.of(fault.getMessage());
      LOG.warn("Trying a unit again in {}, after: {}", pause.get(), fault.getMessage());
      rest(pause.get());
    }
  }

  private boolean isRecent(Lease lease) {
    return lease.about().released().plus(patience).isAfter(Instant.now());
  }

  /// Gives the unit to whoever has room, and takes none for a while.
  private void leaveToOthers(Lease lease, FaultException fault) throws InterruptedException {
    Duration pause = rests.next();
    trouble = Optional.of(fault.getMessage());
    LOG.warn("Gave a unit back and take none for {}: {}", pause, fault.getMessage());
    lease.giveBack();
    rest(pause);
  }

  private void tell(Event event) {
    try {
      job.announce().accept(event);
    } catch (RuntimeException e) {
      throw new FaultException(
          Fault.QUEUE_UNAVAILABLE, "gateways could not be told: " + e.getMessage(), e);
    }
  }

  /// Returns early when the worker is to stop.
  private void rest(Duration pause) throws InterruptedException {
    stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean stopping() {
    return stop.getCount() == 0;
  }

  /// Whether the worker's thread has not ended.
  public boolean isRunning() {
    return thread.isAlive();
  }

  /// Why its units do not get on, from the first try that failed until a unit is done or given
  /// up.
  public Optional<String> trouble() {
    return trouble;
  }

  /// A unit is dropped only when its gateway could be told; else it comes again.
  private void giveUp(Lease lease, U unit, FaultException fault, UnitWatch.Watched watched)
      throws InterruptedException {
    trouble = Optional.empty();
    try {
      tell(job.work().giveUp(unit, fault.fault(), fault.getMessage()));
    } catch (RuntimeException e) {
      LOG.warn("Could not announce that {} is given up; gave it back", unit, e);
      lease.giveBack();
      rest(PAUSE);
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
    stop.countDown();
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
