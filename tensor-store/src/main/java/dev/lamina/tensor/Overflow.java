package dev.lamina.tensor;

import dev.lamina.contract.ArrayShape;
import dev.lamina.contract.ElementType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// A row with a finite state that the stored type does not hold: it would turn infinite.
///
/// @param row within its batch
/// @param layer the first one where that happens
record Overflow(int row, int layer) {

  /// All of them in a batch.
  ///
  /// @param states `[layers, rowsOf(batch), features]`
  static List<Overflow> in(ArrayShape shape, int batch, float[] states) {
    if (shape.stored() == ElementType.FLOAT32) {
      return List.of();
    }
    List<Overflow> found = new ArrayList<>();
    for (int row = 0; row < shape.rowsOf(batch); row++) {
      OptionalInt layer = layerOf(shape, batch, row, states);
      if (layer.isPresent()) {
        found.add(new Overflow(row, layer.getAsInt()));
      }
    }
    return found;
  }

  /// The states with none of these rows: NaN at every layer, as any row without states.
  static float[] erase(List<Overflow> rows, ArrayShape shape, int batch, float[] states) {
    if (rows.isEmpty()) {
      return states;
    }
    float[] kept = states.clone();
    for (Overflow overflow : rows) {
      for (int layer = 0; layer < shape.layers(); layer++) {
        int from = at(shape, batch, layer, overflow.row());
        Arrays.fill(kept, from, from + shape.features(), Float.NaN);
      }
    }
    return kept;
  }

  String reason(ElementType stored) {
    return "overflows %s at layer %d".formatted(stored.code(), layer);
  }

  private static OptionalInt layerOf(ArrayShape shape, int batch, int row, float[] states) {
    return IntStream.range(0, shape.layers())
        .filter(
            layer -> {
              int from = at(shape, batch, layer, row);
              return IntStream.range(from, from + shape.features())
                  .anyMatch(i -> overflows(states[i]));
            })
        .findFirst();
  }

  private static int at(ArrayShape shape, int batch, int layer, int row) {
    return (layer * shape.rowsOf(batch) + row) * shape.features();
  }

  private static boolean overflows(float state) {
    return Float.isFinite(state)
        && Float.isInfinite(Float.float16ToFloat(Float.floatToFloat16(state)));
  }
}
