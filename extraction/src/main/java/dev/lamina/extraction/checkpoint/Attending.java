package dev.lamina.extraction.checkpoint;

/// Which tokens a token looks at.
sealed interface Attending {

  /// Itself and those before it.
  record Causal() implements Attending {}

  /// Itself and the `window - 1` before it.
  record Within(int window) implements Attending {}

  /// All of its row that are no padding, whatever it is itself.
  record NotPadding() implements Attending {}
}
