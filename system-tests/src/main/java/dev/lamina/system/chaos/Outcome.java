package dev.lamina.system.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/// What came of a round's sweep, and of the same sweep asked for once more.
///
/// @param status of the sweep at its end
/// @param scores lines of its scores
/// @param begun how often each unit was begun by a worker
/// @param second status of the second sweep at its end
/// @param secondScores lines of its scores
/// @param begunSecond how often units were begun for it
record Outcome(
    JsonNode status,
    List<String> scores,
    Map<String, Long> begun,
    JsonNode second,
    List<String> secondScores,
    Map<String, Long> begunSecond) {

  Outcome {
    scores = List.copyOf(scores);
    begun = Map.copyOf(begun);
    secondScores = List.copyOf(secondScores);
    begunSecond = Map.copyOf(begunSecond);
  }

  /// Units that were begun again.
  long redone() {
    return begun.values().stream().mapToLong(times -> times - 1).sum();
  }
}
