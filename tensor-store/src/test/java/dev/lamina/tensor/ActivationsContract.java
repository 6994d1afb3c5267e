package dev.lamina.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.contract.ArrayShape;
import dev.lamina.contract.DroppedRow;
import dev.lamina.contract.ElementType;
import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What activations do on every store.
abstract class ActivationsContract extends StoredTypeContract {

  @Test
  void layersComeBackAsBatchesWentIn() {
    SMALL.storeAll(activations);

    ActivationReader reader = new Activations(store).open(SMALL.digest());

    assertThat(reader.shape()).isEqualTo(SMALL.shape());
    assertThat(reader.rowIds()).isEqualTo(SMALL.rowIds());
    for (int layer = 0; layer < 3; layer++) {
      assertThat(reader.layer(layer)).isEqualTo(SMALL.layer(layer));
    }
  }

  @Test
  void aBatchIsStoredOnceAndKeepsItsFirstStates() {
    SMALL.declare(activations);

    assertThat(SMALL.store(activations, 0)).isTrue();
    assertThat(activations.isStored(SMALL.digest(), 0)).isTrue();
    assertThat(SMALL.store(activations, 0)).isFalse();
  }

  @Test
  void storedBatchesAreThoseWhoseObjectsAreThere() {
    SMALL.declare(activations);
    SMALL.store(activations, 2);
    SMALL.store(activations, 0);
    store.createOnce(Keys.shard(SMALL.digest(), 1) + "-still-being-written", new byte[1]);

    assertThat(activations.storedBatches(SMALL.digest())).containsExactly(0, 2);
    assertThat(activations.isStored(SMALL.digest(), 1)).isFalse();
  }

  @Test
  void aWorkerKilledBetweenAnyTwoWritesLeavesTheBatchUnstoredAndTheNextOneFinishesIt() {
    List<DroppedRow> dropped = List.of(new DroppedRow("row-é1", "empty"));
    for (int writes = 0; ; writes++) {
      Example fresh = SMALL.withDigest("0123456789".charAt(writes));
      Activations mortal = new Activations(new WatchedStore(store, writes));
      try {
        fresh.declare(mortal);
        fresh.store(mortal, 0, dropped);
        assertThat(writes).isGreaterThanOrEqualTo(6);
        break;
      } catch (WatchedStore.Killed killed) {
        assertThat(activations.isStored(fresh.digest(), 0)).isFalse();
        assertThat(activations.storedBatches(fresh.digest())).isEmpty();
      }
      fresh.declare(activations);
      assertThat(fresh.store(activations, 0, dropped)).isTrue();
      assertThat(activations.dropped(fresh.digest())).isEqualTo(dropped);
    }
  }

  @Test
  void declaringAgainWritesNothing() {
    SMALL.declare(activations);
    WatchedStore watched = new WatchedStore(store);

    SMALL.declare(new Activations(watched));
    Activations other = new Activations(watched);
    other.declare(SMALL.digest(), SMALL.shape(), SMALL.rowIds(), Map.of("device", "another"));

    assertThat(watched.writes).hasValue(0);
  }

  @Test
  void manyWorkersMayDeclareAtATime() throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
      var declared =
          threads.invokeAll(
              IntStream.range(0, 8)
                  .mapToObj(i -> Executors.callable(() -> SMALL.declare(new Activations(store))))
                  .toList());
      for (var one : declared) {
        one.get();
      }
    }
    SMALL.storeAll(activations);
    assertThat(activations.open(SMALL.digest()).rowIds()).isEqualTo(SMALL.rowIds());
  }

  @Test
  void anotherDeclarationUnderTheSameDigestIsCorrupt() {
    SMALL.declare(activations);
    List<String> others = new ArrayList<>(SMALL.rowIds());
    others.set(3, "other");

    assertFault(
        Fault.STORE_CORRUPT, () -> SMALL.withRowIds(others).declare(new Activations(store)));
    assertFault(
        Fault.STORE_CORRUPT,
        () ->
            Example.of(SMALL.digest(), new ArrayShape(3, 7, 5, 2, ElementType.FLOAT32))
                .declare(activations));
  }

  @Test
  void otherRowIdsAreFoundEvenIfTheFirstWorkerDiedBeforeItsDeclarationWasWhole() {
    assertThatThrownBy(() -> SMALL.declare(new Activations(new WatchedStore(store, 1))))
        .isInstanceOf(WatchedStore.Killed.class);
    List<String> others = new ArrayList<>(SMALL.rowIds());
    others.set(3, "other");

    assertFault(Fault.STORE_CORRUPT, () -> SMALL.withRowIds(others).declare(activations));
  }

  @Test
  void aBatchBeforeItsDeclarationIsRefused() {
    assertFault(Fault.STORE_CORRUPT, () -> SMALL.store(activations, 0));
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void statesOfAnotherSizeAreRefused() {
    SMALL.declare(activations);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> activations.store(SMALL.digest(), SMALL.shape(), 2, new float[3], List.of()))
        .withMessageContaining("3 layers x 1 rows x 5 features, not 3 numbers");
  }

  @Test
  void aLayerIsReadByItsOwnBytesAndTheIndexOnce() {
    // Given
    SMALL.storeAll(activations);
    WatchedStore watched = new WatchedStore(store);
    ActivationReader reader = new Activations(watched).open(SMALL.digest());
    long before = watched.wholeBytes.get();

    // When
    reader.layer(1);
    reader.layer(2);

    // Then: per batch one index of 3 entries, and 2 chunks of 3 x 5 numbers, with their checksums
    assertThat(watched.rangeBytes).hasValue(3 * (3 * 16 + 4 + 2 * (3 * 5 * 4 + 4)));
    assertThat(watched.ranges).hasValue(3 * 3);
    assertThat(watched.wholeBytes).hasValue(before);
  }

  @Test
  void anArrayWithoutAllItsBatchesIsNotOpened() {
    SMALL.declare(activations);
    SMALL.store(activations, 0);

    assertThatThrownBy(() -> activations.open(SMALL.digest()))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("batch 1 (of 3)");
    assertFault(Fault.STORE_CORRUPT, () -> activations.open(SMALL.withDigest('b').digest()));
  }

  @Test
  void arraysOverOtherRowsAreNotPaired() {
    List<String> others = new ArrayList<>(SMALL.rowIds());
    others.set(3, "other");
    Example changed = SMALL.withDigest('b').withRowIds(others);
    Example same = SMALL.withDigest('c');
    List.of(SMALL, changed, same).forEach(array -> array.storeAll(activations));
    ActivationReader reader = activations.open(SMALL.digest());

    reader.requireSameRows(activations.open(same.digest()));
    assertThatThrownBy(() -> reader.requireSameRows(activations.open(changed.digest())))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.ROWS_NOT_PAIRED))
        .hasMessageContaining("row 3 is \"row-é3\" in the first and \"other\" in the second");
  }

  @Test
  void droppedRowsAreKeptWithTheirReasons() {
    List<DroppedRow> first = List.of(new DroppedRow("row-é0", "empty"));
    List<DroppedRow> third = List.of(new DroppedRow("row-é6", "not finite"));
    SMALL.declare(activations);
    SMALL.store(activations, 0, first);
    SMALL.store(activations, 1);
    SMALL.store(activations, 2, third);

    assertThat(activations.dropped(SMALL.digest()))
        .containsExactly(first.getFirst(), third.getFirst());
    assertThat(activations.open(SMALL.digest()).dropped()).hasSize(2);
    assertThat(activations.dropped(SMALL.withDigest('b').digest())).isEmpty();
  }

  @Test
  void anotherSetOfDroppedRowsForTheSameBatchIsRefused() {
    SMALL.declare(activations);
    SMALL.store(activations, 0, List.of(new DroppedRow("row-é0", "empty")));

    assertFault(Fault.STORE_CORRUPT, () -> SMALL.store(activations, 0));
    assertFault(
        Fault.STORE_CORRUPT,
        () -> SMALL.store(activations, 0, List.of(new DroppedRow("row-é1", "empty"))));
  }

  @Test
  void layersThatDoNotExistAreRefused() {
    SMALL.storeAll(activations);
    ActivationReader reader = activations.open(SMALL.digest());

    assertThatIllegalArgumentException().isThrownBy(() -> reader.layer(3));
    assertThatIllegalArgumentException().isThrownBy(() -> reader.layer(-1));
  }
}
