package dev.lamina.system.chaos;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/// When a fault strikes: told by how far the round's sweep is, because machines differ in speed.
///
/// @param stage that the sweep must have reached
/// @param after time since then
record Moment(StoreLog.Stage stage, Duration after) {

  Moment {
    requireNonNull(stage);
    requireNonNull(after);
  }
}
