package dev.lamina.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.ArrayShape;
import dev.lamina.contract.ElementType;
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
      @ForAll ElementType stored,
      @ForAll long seed) {
    // Given
    ArrayShape shape = new ArrayShape(layers, rows, features, Math.min(batchRows, rows), stored);
    float[] numbers = numbers(seed, layers * rows * features, stored);
    Activations activations = new Activations(new MemoryStore());
    List<String> ids = IntStream.range(0, rows).mapToObj(String::valueOf).toList();
    activations.declare(ARRAY, shape, ids, Map.of());

    // When
    for (int batch = 0; batch < shape.batches(); batch++) {
      activations.store(ARRAY, shape, batch, states(shape, batch, numbers), List.of());
    }

    // Then
    ActivationReader reader = activations.open(ARRAY);
    for (int layer = 0; layer < layers; layer++) {
      float[] states = reader.layer(layer);
      assertThat(inPortions(reader, layer, seed)).containsExactly(states);
      for (int i = 0; i < states.length; i++) {
        float expected = numbers[layer * rows * features + i];
        assertThat(Float.compare(states[i], expected)).isZero();
      }
    }
  }

  /// The same layer, read in portions of any size.
  private static float[] inPortions(ActivationReader reader, int layer, long seed) {
    Random random = new Random(seed);
    ArrayShape shape = reader.shape();
    float[] states = new float[shape.rows() * shape.features()];
    try (LayerRows rows = reader.rows(layer)) {
      for (int read = 0; read < shape.rows(); ) {
        int count = Math.min(1 + random.nextInt(50), shape.rows() - read);
        rows.next(count).get(states, read * shape.features(), count * shape.features());
        read += count;
      }
      assertThatThrownBy(() -> rows.next(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
    return states;
  }

  /// Any numbers that the type holds, infinite ones and NaN included.
  private static float[] numbers(long seed, int count, ElementType stored) {
    Random random = new Random(seed);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      int bits = random.nextInt();
      numbers[i] =
          switch (stored) {
            case FLOAT32 -> Float.intBitsToFloat(bits);
            case FLOAT16 -> Float.float16ToFloat((short) bits);
          };
    }
    return numbers;
  }

  private static float[] states(ArrayShape shape, int batch, float[] numbers) {
    int perRow = shape.features();
    int perBatchLayer = shape.rowsOf(batch) * perRow;
    float[] states = new float[shape.layers() * perBatchLayer];
    for (int i = 0; i < states.length; i++) {
      int layer = i / perBatchLayer;
      int inLayer = shape.firstRow(batch) * perRow + i % perBatchLayer;
      states[i] = numbers[layer * shape.rows() * perRow + inLayer];
    }
    return states;
  }
}
