package dev.lamina.tensor;

import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.ArrayShape;
import dev.lamina.contract.DroppedRow;
import dev.lamina.contract.ElementType;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Activations whose every number tells its place: layer * 10000 + row * 100 + feature.
record Example(ArrayDigest digest, ArrayShape shape, List<String> rowIds) {

  /// 3 layers, 7 rows in batches of 3, 5 features; the last batch has one row.
  static Example small() {
    return of(new ArrayDigest("a".repeat(64)), new ArrayShape(3, 7, 5, 3, ElementType.FLOAT32));
  }

  static Example of(ArrayDigest digest, ArrayShape shape) {
    return new Example(
        digest, shape, IntStream.range(0, shape.rows()).mapToObj(row -> "row-é" + row).toList());
  }

  Example withRowIds(List<String> others) {
    return new Example(digest, shape, others);
  }

  /// The same, stored as float16: no number overflows there, and the larger ones are rounded.
  Example inFloat16() {
    return new Example(
        digest,
        new ArrayShape(
            shape.layers(), shape.rows(), shape.features(), shape.batchRows(), ElementType.FLOAT16),
        rowIds);
  }

  Example withDigest(char digit) {
    return new Example(new ArrayDigest(String.valueOf(digit).repeat(64)), shape, rowIds);
  }

  static float number(int layer, int row, int feature) {
    return layer * 10000 + row * 100 + feature;
  }

  void declare(Activations activations) {
    activations.declare(digest, shape, rowIds, Map.of("model", "m", "maxTokens", 128));
  }

  boolean store(Activations activations, int batch) {
    return store(activations, batch, List.of());
  }

  boolean store(Activations activations, int batch, List<DroppedRow> dropped) {
    return activations.store(digest, shape, batch, states(batch), dropped);
  }

  void storeAll(Activations activations) {
    declare(activations);
    for (int batch = 0; batch < shape.batches(); batch++) {
      store(activations, batch);
    }
  }

  float[] states(int batch) {
    int rows = shape.rowsOf(batch);
    float[] states = new float[shape.layers() * rows * shape.features()];
    int i = 0;
    for (int layer = 0; layer < shape.layers(); layer++) {
      for (int row = 0; row < rows; row++) {
        for (int feature = 0; feature < shape.features(); feature++) {
          states[i++] = number(layer, shape.firstRow(batch) + row, feature);
        }
      }
    }
    return states;
  }

  float[] layer(int layer) {
    float[] states = new float[shape.rows() * shape.features()];
    for (int i = 0; i < states.length; i++) {
      states[i] = number(layer, i / shape.features(), i % shape.features());
    }
    return states;
  }
}
