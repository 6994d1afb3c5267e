package dev.lamina.queue;

import dev.lamina.queue.telemetry.Delivery;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A unit taken from an [InProcessQueue].
final class InProcessLease implements Lease {

  private static final Logger LOG = LoggerFactory.getLogger(InProcessLease.class);

  private final InProcessQueue queue;
  private final InProcessQueue.Unit unit;
  private final LeaseEnd end = new LeaseEnd();

  /// The worker's ending and the receiver's close may come together; the queue hears one of them.
  private final AtomicBoolean settled = new AtomicBoolean();

  InProcessLease(InProcessQueue queue, InProcessQueue.Unit unit) {
    this.queue = queue;
    this.unit = unit;
  }

  @Override
  public byte[] unit() {
    return unit.bytes();
  }

  @Override
  public Delivery about() {
    return new Delivery(queue.name(), unit.key(), unit.delivery(), unit.added(), Map.of());
  }

  @Override
  public int delivery() {
    return unit.delivery();
  }

  @Override
  public void done() {
    end.claim();
    settle(() -> queue.drop(unit));
  }

  @Override
  public void giveBack() {
    end.claim();
    settle(() -> queue.giveBack(unit));
  }

  @Override
  public void refuse(String cause) {
    end.claim();
    LOG.warn("Unit refused queue={} unit={} cause={}", queue.name(), unit.key(), cause);
    settle(() -> queue.drop(unit));
  }

  boolean ended() {
    return end.ended();
  }

  /// The receiver is closed: the unit goes back unless the worker has ended its lease.
  void lose() {
    if (!end.ended() && settled.compareAndSet(false, true)) {
      queue.giveBack(unit);
    }
  }

  private void settle(Runnable ending) {
    if (settled.compareAndSet(false, true)) {
      ending.run();
    } else {
      LOG.info("Lease was lost before it ended queue={} unit={}", queue.name(), unit.key());
    }
  }
}
