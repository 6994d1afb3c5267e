package dev.lamina.gateway.scores;

import java.util.List;
import java.util.Optional;

/// A score with what findings draw from it beside its value.
///
/// @param influences of groups of rows on the value, the same groups in every score of a task:
///     any linear combination of such scores has an interval by theirs; may be empty
/// @param chance p-value of being no more alike than rows paired at random, where there is one
public record ScoredCell(ScoreRow row, List<Double> influences, Optional<Double> chance) {

  public ScoredCell {
    influences = List.copyOf(influences);
  }
}
