package dev.lamina.system.chaos;

import java.time.Instant;
import java.util.Optional;

/// What must have come of poisoned work before a moment.
interface Expectation {

  /// @return a sentence when it did not
  Optional<String> broken(Instant deadline) throws InterruptedException;
}
