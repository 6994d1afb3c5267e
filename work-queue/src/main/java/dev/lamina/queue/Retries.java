package dev.lamina.queue;

import dev.lamina.contract.Fault;
import java.time.Duration;
import java.util.Optional;

/// How often one worker tries one unit. The only place that decides it. For one thread.
final class Retries {

  private static final int TRIES = 3;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Duration patience;
  private final Pauses pauses = new Pauses();
  private int failures;
  private Duration waited = Duration.ZERO;

  /// @param patience how long to wait in all for what is not the unit's fault
  Retries(Duration patience) {
    this.patience = patience;
  }

  /// How long to wait before the next try; empty when there were enough.
  Optional<Duration> after(Fault fault) {
    return switch (fault.ending()) {
      case GIVE_UP, ELSEWHERE -> Optional.empty();
      case TRY_AGAIN ->
          ++failures < TRIES ? Optional.of(PAUSE.multipliedBy(failures)) : Optional.empty();
      case WAIT -> waited.compareTo(patience) < 0 ? Optional.of(waiting()) : Optional.empty();
    };
  }

  private Duration waiting() {
    Duration pause = pauses.next();
    waited = waited.plus(pause);
    return pause;
  }
}
