package dev.lamina.queue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Takes from an [InProcessQueue].
final class InProcessReceiver implements UnitReceiver {

  private final InProcessQueue queue;
  private final AtomicReference<@Nullable InProcessLease> held = new AtomicReference<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  InProcessReceiver(InProcessQueue queue) {
    this.queue = queue;
    queue.enter();
  }

  @Override
  public Optional<Lease> take(Duration wait) throws InterruptedException {
    if (closed.get()) {
      throw new IllegalStateException("the receiver of " + queue.name() + " is closed");
    }
    InProcessLease before = held.get();
    LeaseEnd.requireEnded(before == null || before.ended(), queue.name());
    Optional<InProcessLease> lease =
        queue.take(wait, closed::get).map(unit -> new InProcessLease(queue, unit));
    lease.ifPresent(held::set);
    if (closed.get()) {
      returnHeld();
    }
    return lease.map(l -> l);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      queue.leave();
    }
    returnHeld();
  }

  private void returnHeld() {
    InProcessLease lease = held.get();
    if (lease != null) {
      lease.lose();
    }
  }
}
