package dev.lamina.contract;

import static java.util.Objects.requireNonNull;

/// A sound row that a model could not use: empty, too long, or with states that are not finite.
public record DroppedRow(String id, String reason) {

  public DroppedRow {
    requireNonNull(id);
    requireNonNull(reason);
  }
}
