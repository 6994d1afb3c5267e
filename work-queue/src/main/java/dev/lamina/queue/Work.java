package dev.lamina.queue;

import dev.lamina.contract.Event;
import dev.lamina.contract.Fault;

/// What a worker does with a unit.
///
/// @param <U> the unit's type
public interface Work<U> {

  /// Does the unit, or sees that it is done, and returns the news of it. Doing it twice changes
  /// nothing.
  Event perform(U unit);

  /// The news that the unit is given up.
  Event giveUp(U unit, Fault fault, String cause);
}
