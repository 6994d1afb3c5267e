package dev.lamina.extraction;

import static java.util.Objects.requireNonNull;

/// One row as the model reads it: its template is already filled in.
public record TextRow(String id, String text) {
  public TextRow {
    requireNonNull(id);
    requireNonNull(text);
  }
}
