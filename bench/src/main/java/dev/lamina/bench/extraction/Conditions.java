package dev.lamina.bench.extraction;

import java.util.List;

/// What all models are measured under.
///
/// @param texts of 20 to 200 tokens
/// @param rounds in which each side has one turn
/// @param batches sizes that transformers tries
/// @param memoryTexts over which memory must not grow; 0 leaves that out
record Conditions(
    List<Integer> threads, int texts, int rounds, List<Integer> batches, int memoryTexts) {

  Conditions {
    threads = List.copyOf(threads);
    batches = List.copyOf(batches);
    if (threads.isEmpty() || batches.isEmpty() || rounds < 1) {
      throw new IllegalArgumentException("needs at least one thread count, batch size and round");
    }
    if (texts < Agreement.ROWS) {
      throw new IllegalArgumentException(
          "%d texts are too few, the least is %d".formatted(texts, Agreement.ROWS));
    }
    if (memoryTexts != 0 && memoryTexts < texts) {
      throw new IllegalArgumentException(
          "memory is compared over at least the %d texts of a round, or over 0".formatted(texts));
    }
  }

  /// How many texts a side warms up with.
  int warmUpTexts() {
    return Math.min(texts, 32);
  }

  int mostTexts() {
    return Math.max(texts, memoryTexts);
  }
}
