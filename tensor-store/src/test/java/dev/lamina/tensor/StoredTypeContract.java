package dev.lamina.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.ArrayShape;
import dev.lamina.contract.DroppedRow;
import dev.lamina.contract.ElementType;
import dev.lamina.contract.Fault;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How the type of stored numbers shows, on every store.
abstract class StoredTypeContract extends CorruptActivationsContract {

  private static final Example HALF = SMALL.inFloat16();

  @Test
  void float16KeepsTheNearestHalfOfEachNumber() {
    HALF.storeAll(activations);

    ActivationReader reader = new Activations(store).open(HALF.digest());

    assertThat(reader.shape()).isEqualTo(HALF.shape());
    for (int layer = 0; layer < 3; layer++) {
      assertThat(reader.layer(layer)).isEqualTo(halves(SMALL.layer(layer)));
    }
  }

  @Test
  void arraysOfTheSameDigestAndAnotherTypeAreCorrupt() {
    SMALL.declare(activations);

    assertFault(Fault.STORE_CORRUPT, () -> HALF.declare(new Activations(store)));
  }

  @Test
  void aRowThatOverflowsFloat16IsDroppedByNameAndHarmsNoOther() {
    // Given: row 4 of 7, which is the second of the second batch, is too large from layer 1 on
    float[] states = HALF.states(1);
    states[at(1, 1, 3)] = -65_520;
    states[at(2, 1, 0)] = 1e30f;
    HALF.declare(activations);
    HALF.store(activations, 0);
    HALF.store(activations, 2);

    // When
    activations.store(HALF.digest(), HALF.shape(), 1, states, List.of());

    // Then
    ActivationReader reader = activations.open(HALF.digest());
    assertThat(reader.dropped())
        .containsExactly(new DroppedRow("row-é4", "overflows float16 at layer 1"));
    for (int layer = 0; layer < 3; layer++) {
      float[] expected = halves(SMALL.layer(layer));
      Arrays.fill(expected, 4 * 5, 5 * 5, Float.NaN);
      assertThat(reader.layer(layer)).isEqualTo(expected);
    }
  }

  @Test
  void rowsThatOverflowComeBesideThoseThatTheModelCouldNotUse() {
    float[] states = HALF.states(0);
    states[at(0, 2, 0)] = 70_000;
    Arrays.fill(states, at(1, 0, 0), at(1, 1, 0), Float.NaN);
    DroppedRow empty = new DroppedRow("row-é0", "empty");
    HALF.declare(activations);

    activations.store(HALF.digest(), HALF.shape(), 0, states, List.of(empty));

    assertThat(activations.dropped(HALF.digest()))
        .containsExactly(empty, new DroppedRow("row-é2", "overflows float16 at layer 0"));
  }

  @Test
  void theLargestHalfAndWhatIsLargeInFloat32AreKept() {
    float[] states = SMALL.states(0);
    states[0] = 65_519;
    HALF.declare(activations);
    activations.store(HALF.digest(), HALF.shape(), 0, states, List.of());
    states[0] = 1e30f;
    Example full = SMALL.withDigest('b');
    full.declare(activations);
    activations.store(full.digest(), full.shape(), 0, states, List.of());

    assertThat(activations.dropped(HALF.digest())).isEmpty();
    assertThat(activations.dropped(full.digest())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void batchesOfEvenSizeStoreAtMostAFiftiethMoreThanTheirNumbers(ElementType type) {
    // Given: 4 batches of 50 rows
    ArrayShape shape = new ArrayShape(13, 200, 384, 50, type);
    Example example = Example.of(new ArrayDigest("e".repeat(64)), shape);
    float[] zeros = new float[13 * 50 * 384];

    // When
    example.declare(activations);
    for (int batch = 0; batch < shape.batches(); batch++) {
      activations.store(example.digest(), shape, batch, zeros, List.of());
    }

    // Then: a checksum and an index entry per layer and batch, a checksum per index
    long shards = shape.bytes() + 4 * (13 * (4 + 16) + 4);
    assertThat(bytesBelow(Keys.shards(example.digest()))).isEqualTo(shards);
    assertThat(bytesBelow(""))
        .isLessThan(shards + 5_000)
        .isLessThanOrEqualTo((long) (1.02 * shape.bytes()));
  }

  private long bytesBelow(String prefix) {
    return store.list(prefix).stream().mapToLong(key -> store.size(key).orElseThrow()).sum();
  }

  /// Where a number of one of the first two batches stands.
  private static int at(int layer, int row, int feature) {
    return (layer * 3 + row) * 5 + feature;
  }

  private static float[] halves(float[] numbers) {
    float[] halves = numbers.clone();
    for (int i = 0; i < halves.length; i++) {
      halves[i] = Float.float16ToFloat(Float.floatToFloat16(halves[i]));
    }
    return halves;
  }
}
