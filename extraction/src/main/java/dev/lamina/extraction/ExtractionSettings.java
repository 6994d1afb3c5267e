package dev.lamina.extraction;

import static java.util.Objects.requireNonNull;

/// How rows are read and pooled. Computation is float32.
///
/// @param maxTokens most tokens of a row, special tokens included, at least 1; a model's own
///     lower limit wins
public record ExtractionSettings(Pooling pooling, int maxTokens, TooLong tooLong) {
  public ExtractionSettings {
    requireNonNull(pooling);
    requireNonNull(tooLong);
    if (maxTokens < 1) {
      throw new IllegalArgumentException("maxTokens is " + maxTokens + ", it must be at least 1");
    }
  }
}
