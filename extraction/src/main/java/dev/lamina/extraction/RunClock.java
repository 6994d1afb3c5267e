package dev.lamina.extraction;

import java.time.Duration;

/// The time in which at least one run goes on: what a device had to do. Runs side by side count
/// once.
final class RunClock {

  private int running;
  private long since;
  private long nanos;

  synchronized void begin() {
    if (running++ == 0) {
      since = System.nanoTime();
    }
  }

  synchronized void end() {
    if (--running == 0) {
      nanos += System.nanoTime() - since;
    }
  }

  /// Until now; what goes on counts as far as it is.
  synchronized Duration total() {
    return Duration.ofNanos(running == 0 ? nanos : nanos + System.nanoTime() - since);
  }
}
