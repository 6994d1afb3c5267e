package dev.lamina.contract;

import static java.util.Objects.requireNonNull;

/// One row as a model reads it: its prompt already rendered.
public record RowText(String id, String text) {

  public RowText {
    requireNonNull(id);
    requireNonNull(text);
  }
}
