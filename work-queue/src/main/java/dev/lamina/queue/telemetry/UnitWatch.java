package dev.lamina.queue.telemetry;

import dev.lamina.contract.Event;
import dev.lamina.contract.Fault;
import dev.lamina.queue.telemetry.UnitMeters.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Follows a worker's units from their take to their end. While a unit is watched, what its
/// thread logs carries the unit's key and queue, and what it traces belongs to the unit's trace.
public final class UnitWatch {

  private static final Logger LOG = LoggerFactory.getLogger(UnitWatch.class);

  private static final String QUEUE = "queue";

  private final UnitMeters meters;

  public UnitWatch(MeterRegistry registry) {
    this.meters = new UnitMeters(registry);
  }

  /// Begins to watch a unit on the thread that works on it, which must also close the watch.
  @SuppressWarnings("MustBeClosedChecker") // The watch closes the scope.
  public Watched begin(Delivery delivery) {
    meters.taken(delivery);
    MDC.put(UnitTrace.UNIT_IN_LOGS, delivery.unit());
    MDC.put(QUEUE, delivery.queue());
    Span span = UnitTrace.work(delivery);
    return new Watched(delivery, span, span.makeCurrent());
  }

  /// A unit under watch. Ends as given back unless another end is told.
  public final class Watched implements AutoCloseable {

    private final Span span;
    private final Scope scope;
    private final long start = System.nanoTime();
    private Outcome outcome = Outcome.GIVEN_BACK;
    private boolean again;

    private Watched(Delivery delivery, Span span, Scope scope) {
      this.span = span;
      this.scope = scope;
      this.again = delivery.count() > 1;
    }

    /// Its result is stored.
    public void done(Event event) {
      outcome = reused(event) ? Outcome.FOUND : Outcome.COMPUTED;
    }

    /// It failed, and is tried again here.
    public void retried(Throwable cause) {
      again = true;
      meters.retried();
      span.recordException(cause);
    }

    public void givenUp(Fault fault, Throwable cause) {
      outcome = Outcome.GIVEN_UP;
      meters.givenUp(fault);
      span.recordException(cause);
      span.setStatus(StatusCode.ERROR, fault.code());
    }

    /// It is no unit.
    public void refused(Throwable cause) {
      outcome = Outcome.REFUSED;
      span.recordException(cause);
      span.setStatus(StatusCode.ERROR, Fault.MESSAGE_INVALID.code());
    }

    @Override
    public void close() {
      Duration time = Duration.ofNanos(System.nanoTime() - start);
      meters.ended(outcome, time, again);
      LOG.debug("Unit ended outcome={} millis={}", outcome, time.toMillis());
      span.setAttribute("lamina.outcome", outcome.name().toLowerCase(Locale.ROOT));
      scope.close();
      span.end();
      MDC.remove(UnitTrace.UNIT_IN_LOGS);
      MDC.remove(QUEUE);
    }

    private static boolean reused(Event event) {
      return (event instanceof Event.BatchStored batch && batch.reused())
          || (event instanceof Event.ScoresStored scores && scores.reused());
    }
  }
}
