package dev.lamina.system.chaos;

import java.util.Locale;

/// Work that cannot be done.
enum Poison {
  /// A row that no model can use, among others: it is dropped and counted, the rest is scored.
  ROW,
  /// A record that is no unit, and a unit whose rows are nowhere: both are refused.
  BATCH,
  /// A checkpoint that was damaged after its sweep was accepted: the sweep ends with a fault.
  MODEL,
  /// An adapter that was changed after its sweep was accepted, to one that does nothing: the
  /// sweep ends with a fault.
  ADAPTER;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
