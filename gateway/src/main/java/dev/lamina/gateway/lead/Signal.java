package dev.lamina.gateway.lead;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes one thread that waits. Raised several times before it looks, it wakes once.
public final class Signal {

  private final Semaphore raised = new Semaphore(0);

  public void raise() {
    if (raised.availablePermits() == 0) {
      raised.release();
    }
  }

  void await(Duration most) throws InterruptedException {
    var _ = raised.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS);
    raised.drainPermits();
  }
}
