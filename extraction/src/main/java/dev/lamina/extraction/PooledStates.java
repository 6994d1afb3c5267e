package dev.lamina.extraction;

import dev.lamina.extraction.ModelException.Kind;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Collects pooled states `[layer, row, feature]` as runs deliver them, NaN where none has.
final class PooledStates {
  private final int layers;
  private final int rows;
  private final int features;
  private final float[] states;

  PooledStates(int layers, int rows, int features) throws ModelException {
    this.layers = layers;
    this.rows = rows;
    this.features = features;
    long size = (long) layers * rows * features;
    if (size > Integer.MAX_VALUE - 8) {
      throw new ModelException(
          Kind.UNSUPPORTED,
          "%d rows of %d layers and %d features are more than one array holds. Send at most %d rows in a call."
              .formatted(rows, layers, features, (Integer.MAX_VALUE - 8) / layers / features));
    }
    this.states = new float[(int) size];
    Arrays.fill(states, Float.NaN);
  }

  /// Takes one row of a run, `[layer, feature]` at the buffer's position.
  void put(int row, FloatBuffer layersOfRow) {
    for (int layer = 0; layer < layers; layer++) {
      layersOfRow.get(states, at(layer, row), features);
    }
  }

  boolean finite(int row) {
    return IntStream.range(0, layers)
        .map(layer -> at(layer, row))
        .allMatch(
            from ->
                IntStream.range(from, from + features).allMatch(i -> Float.isFinite(states[i])));
  }

  void erase(int row) {
    for (int layer = 0; layer < layers; layer++) {
      Arrays.fill(states, at(layer, row), at(layer, row) + features, Float.NaN);
    }
  }

  BatchStates toBatch(List<UnusableRow> unusable, long tokens, long paddedTokens) {
    return new BatchStates(layers, rows, features, states, unusable, tokens, paddedTokens);
  }

  private int at(int layer, int row) {
    return (layer * rows + row) * features;
  }
}
