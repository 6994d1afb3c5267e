package dev.lamina.queue;

import dev.lamina.queue.telemetry.Delivery;

/// A unit while one worker holds it. Renewed in the background until it is ended by exactly one
/// of [#done], [#giveBack] and [#refuse]; any further one is an [IllegalStateException].
///
/// A lease can be lost: its receiver is closed, or a broker is down for longer than the lock.
/// The unit is then delivered again, and ending the lease has no effect but a line in the log.
/// Work on a unit must therefore bear being done twice.
public interface Lease {

  /// A copy of what was sent.
  byte[] unit();

  /// How and when it came.
  Delivery about();

  /// How often the unit has been delivered, this time included; 1 at first.
  int delivery();

  /// The unit is done and will not come again.
  void done();

  /// The unit is delivered again, to this receiver or another.
  void giveBack();

  /// The unit cannot be done by anyone and is dropped.
  ///
  /// @param cause goes to the log and, with Kafka, beside the unit into the topic of dead letters
  void refuse(String cause);
}
