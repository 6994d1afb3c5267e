package dev.lamina.queue;

import java.time.Duration;

/// Pauses between tries, each twice as long as the one before it, up to half a minute. For one
/// thread.
final class Pauses {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private Duration next = FIRST;

  Duration next() {
    Duration pause = next;
    Duration doubled = pause.multipliedBy(2);
    next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    return pause;
  }

  void reset() {
    next = FIRST;
  }
}
