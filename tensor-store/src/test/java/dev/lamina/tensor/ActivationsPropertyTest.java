package dev.lamina.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.ArrayShape;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ActivationsPropertyTest {

  private static final ArrayDigest ARRAY = new ArrayDigest("a".repeat(64));

  @Property(tries = 300)
  void anyShapeAndAnyNumbersComeBackBitForBit(
      @ForAll @IntRange(min = 1, max = 6) int layers,
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 9) int features,
      @ForAll @IntRange(min = 1, max = 40) int batchRows,
      @ForAll long seed) {
    // Given
    ArrayShape shape = new ArrayShape(layers, rows, features, Math.min(batchRows, rows));
    int[] bits = new Random(seed).ints((long) layers * rows * features).toArray();
    Activations activations = new Activations(new MemoryStore());
    List<String> ids = IntStream.range(0, rows).mapToObj(String::valueOf).toList();
    activations.declare(ARRAY, shape, ids, Map.of());

    // When
    for (int batch = 0; batch < shape.batches(); batch++) {
      activations.store(ARRAY, shape, batch, states(shape, batch, bits), List.of());
    }

    // Then
    ActivationReader reader = activations.open(ARRAY);
    for (int layer = 0; layer < layers; layer++) {
      float[] states = reader.layer(layer);
      for (int i = 0; i < states.length; i++) {
        float expected = Float.intBitsToFloat(bits[layer * rows * features + i]);
        assertThat(Float.compare(states[i], expected)).isZero();
      }
    }
  }

  private static float[] states(ArrayShape shape, int batch, int[] bits) {
    int perRow = shape.features();
    int perBatchLayer = shape.rowsOf(batch) * perRow;
    float[] states = new float[shape.layers() * perBatchLayer];
    for (int i = 0; i < states.length; i++) {
      int layer = i / perBatchLayer;
      int inLayer = shape.firstRow(batch) * perRow + i % perBatchLayer;
      states[i] = Float.intBitsToFloat(bits[layer * shape.rows() * perRow + inLayer]);
    }
    return states;
  }
}
