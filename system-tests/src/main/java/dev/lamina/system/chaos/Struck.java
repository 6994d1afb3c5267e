package dev.lamina.system.chaos;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// A fault that had its moment.
///
/// @param stage how far the round's sweep was then
/// @param skipped why it could not be brought about on this machine
/// @param expected what must come of work that was poisoned
record Struck(
    Fault fault, StoreLog.Stage stage, Optional<String> skipped, Optional<Expectation> expected) {

  Struck {
    requireNonNull(fault);
    requireNonNull(stage);
    requireNonNull(skipped);
    requireNonNull(expected);
  }
}
