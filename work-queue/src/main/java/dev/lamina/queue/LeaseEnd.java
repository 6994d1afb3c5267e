package dev.lamina.queue;

import java.util.concurrent.atomic.AtomicBoolean;

/// Lets a lease be ended once.
final class LeaseEnd {

  private final AtomicBoolean ended = new AtomicBoolean();

  /// @throws IllegalStateException the second time
  void claim() {
    if (!ended.compareAndSet(false, true)) {
      throw new IllegalStateException("the lease has been ended before; it has exactly one ending");
    }
  }

  boolean ended() {
    return ended.get();
  }

  /// @throws IllegalStateException if a receiver would hold two units
  static void requireEnded(boolean ended, String queue) {
    if (!ended) {
      throw new IllegalStateException(
          "a receiver of " + queue + " holds a unit; end its lease before taking the next");
    }
  }
}
