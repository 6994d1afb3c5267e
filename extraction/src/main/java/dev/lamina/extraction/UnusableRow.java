package dev.lamina.extraction;

import static java.util.Objects.requireNonNull;

/// A sound row without states.
///
/// @param index position in the rows of the call, from 0
/// @param reason `empty`, `too long: 612 tokens, 512 allowed` or `non-finite states`
public record UnusableRow(int index, String id, String reason) {
  public UnusableRow {
    requireNonNull(id);
    requireNonNull(reason);
  }
}
