package dev.lamina.queue;

import java.time.Duration;
import java.util.Optional;

/// One worker's intake. One thread takes; any thread may end the lease or close the receiver.
public interface UnitReceiver extends AutoCloseable {

  /// Waits for the next unit.
  ///
  /// @return empty when none came in time, or when the receiver was closed meanwhile
  /// @throws IllegalStateException if the lease taken before has not been ended, or the receiver
  ///     was closed before
  Optional<Lease> take(Duration wait) throws InterruptedException;

  /// Gives back what is held, at once, and takes nothing more. A second call does nothing.
  @Override
  void close();
}
