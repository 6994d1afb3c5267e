package dev.lamina.source;

import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How often to try, and how long to wait between tries.
///
/// @param tries in a row without any success
/// @param first the first pause; each further one is twice as long
/// @param most the longest pause, also where a server asks for a longer one
record Backoff(int tries, Duration first, Duration most) {

  static final Backoff PATIENT = new Backoff(7, Duration.ofMillis(500), Duration.ofSeconds(60));

  /// A server that asks to come back later.
  static final class Later extends IOException {

    @Serial private static final long serialVersionUID = 1L;

    private final Duration pause;

    Later(String message, Duration pause) {
      super(message);
      this.pause = pause;
    }
  }

  /// Waits before the next try, or gives up after the last one.
  ///
  /// @param tried how many tries have failed, at least one
  /// @param what failed, for the message
  void pause(int tried, String what, IOException failure) throws SourceException {
    if (tried >= tries) {
      throw new SourceException(
          SourceException.Kind.UNAVAILABLE,
          "%s failed %d times, last with: %s".formatted(what, tried, reason(failure)),
          failure);
    }
    long doubled = first.toMillis() << Math.min(tried - 1, 20);
    long jittered = doubled / 2 + ThreadLocalRandom.current().nextLong(doubled / 2 + 1);
    long asked = failure instanceof Later later ? later.pause.toMillis() : 0;
    try {
      Thread.sleep(Math.min(Math.max(jittered, asked), most.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceException(
          SourceException.Kind.UNAVAILABLE, what + " was interrupted", failure);
    }
  }

  private static String reason(IOException failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
  }
}
