package dev.lamina.gateway.lead;

import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes one thread that waits. Raised several times before it looks, it wakes once.
public final class Signal {

  private final Semaphore raised = new Semaphore(0);
  private volatile Context cause = Context.root();

  public void raise() {
    cause = Context.current();
    if (raised.availablePermits() == 0) {
      raised.release();
    }
  }

  /// What the last one who raised it was about, for traces.
  Context cause() {
    return cause;
  }

  void await(Duration most) throws InterruptedException {
    var _ = raised.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS);
    raised.drainPermits();
  }
}
