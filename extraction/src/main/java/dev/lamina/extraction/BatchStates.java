package dev.lamina.extraction;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// Pooled hidden states of some rows at all layers.
///
/// @param states `[layer, row, feature]`, row-major, rows in the order of the call; every value
///     of an unusable row is NaN. Handed over, not copied: who receives it owns it.
/// @param unusable rows without states, by index
/// @param tokens tokens read, padding not counted
/// @param paddedTokens tokens computed, padding counted
@SuppressWarnings("ArrayRecordComponent")
public record BatchStates(
    int layers,
    int rows,
    int features,
    float[] states,
    List<UnusableRow> unusable,
    long tokens,
    long paddedTokens) {
  public BatchStates {
    requireNonNull(states);
    unusable = List.copyOf(unusable);
    long expected = (long) layers * rows * features;
    if (states.length != expected) {
      throw new IllegalArgumentException(
          "%d states for %d layers, %d rows and %d features, %d expected"
              .formatted(states.length, layers, rows, features, expected));
    }
  }

  /// One value: the feature of a row at a layer.
  public float at(int layer, int row, int feature) {
    return states[(layer * rows + row) * features + feature];
  }
}
