package dev.lamina.queue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Takes from an [InProcessQueue].
final class InProcessReceiver implements UnitReceiver {

  private final InProcessQueue queue;
  private final AtomicReference<@Nullable InProcessLease> held = new AtomicReference<>();
  private volatile boolean closed;

  InProcessReceiver(InProcessQueue queue) {
    this.queue = queue;
  }

  @Override
  public Optional<Lease> take(Duration wait) throws InterruptedException {
    if (closed) {
      throw new IllegalStateException("the receiver of " + queue.name() + " is closed");
    }
    InProcessLease before = held.get();
    LeaseEnd.requireEnded(before == null || before.ended(), queue.name());
    Optional<InProcessLease> lease =
        queue.take(wait, () -> closed).map(unit -> new InProcessLease(queue, unit));
    lease.ifPresent(held::set);
    if (closed) {
      returnHeld();
    }
    return lease.map(l -> l);
  }

  @Override
  public void close() {
    closed = true;
    queue.wake();
    returnHeld();
  }

  private void returnHeld() {
    InProcessLease lease = held.get();
    if (lease != null) {
      lease.lose();
    }
  }
}
