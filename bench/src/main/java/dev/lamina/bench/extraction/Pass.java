package dev.lamina.bench.extraction;

import com.fasterxml.jackson.databind.JsonNode;

/// One time over the texts.
///
/// @param seconds by the clock, from texts to pooled states
/// @param cpuSeconds of all threads
/// @param tokens padding not counted
/// @param paddedTokens computed, padding counted
record Pass(double seconds, double cpuSeconds, int rows, long tokens, long paddedTokens) {

  Pass {
    if (!(seconds > 0) || rows < 1 || tokens < 1 || paddedTokens < tokens) {
      throw new IllegalArgumentException(
          "%d rows of %d tokens (%d with padding) in %f s"
              .formatted(rows, tokens, paddedTokens, seconds));
    }
  }

  static Pass of(JsonNode answer) {
    return new Pass(
        answer.path("seconds").asDouble(),
        answer.path("cpuSeconds").asDouble(),
        answer.path("rows").asInt(),
        answer.path("tokens").asLong(),
        answer.path("paddedTokens").asLong());
  }

  double rowsPerSecond() {
    return rows / seconds;
  }

  double tokensPerSecond() {
    return tokens / seconds;
  }

  /// Share of the computed tokens that are padding.
  double padding() {
    return 1 - (double) tokens / paddedTokens;
  }
}
