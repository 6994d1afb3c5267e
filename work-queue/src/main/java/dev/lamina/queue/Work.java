package dev.lamina.queue;

import dev.lamina.contract.Event;
import dev.lamina.contract.Fault;

/// What a worker does with a unit.
///
/// @param <U> the unit's type
public interface Work<U> {

  /// Does the unit, or sees that it is done or not wanted any more, and returns the news of it.
  /// Doing it twice changes nothing.
  Event perform(U unit);

  /// Keeps the fault where gateways find it that do not hear of it, and returns the news that the
  /// unit is given up.
  Event giveUp(U unit, Fault fault, String cause);
}
