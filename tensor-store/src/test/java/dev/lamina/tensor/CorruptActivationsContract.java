package dev.lamina.tensor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How changed objects are met, on every store.
abstract class CorruptActivationsContract {

  static final Example SMALL = Example.small();

  ObjectStore store;
  Activations activations;

  abstract ObjectStore empty();

  @BeforeEach
  void open() {
    store = empty();
    activations = new Activations(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void anyByteThatChangedIsCorrupt() {
    SMALL.storeAll(activations);
    String key = Keys.shard(SMALL.digest(), 1);
    byte[] shard = store.read(key).orElseThrow();
    for (int at = 0; at < shard.length; at += 7) {
      byte[] changed = shard.clone();
      changed[at] ^= 0x10;
      store.put(key, changed);

      FaultException fault =
          catchThrowableOfType(
              FaultException.class,
              () -> {
                ActivationReader reader = activations.open(SMALL.digest());
                IntStream.range(0, 3).forEach(reader::layer);
              });

      assertThat(fault.fault()).isEqualTo(Fault.STORE_CORRUPT);
      assertThat(fault).hasMessageContaining(key).hasMessageContaining(store.describe());
    }
  }

  @Test
  void aChangedLayerDoesNotTouchTheOthers() {
    SMALL.storeAll(activations);
    String key = Keys.shard(SMALL.digest(), 1);
    byte[] shard = store.read(key).orElseThrow();
    shard[70] ^= 1;
    store.put(key, shard);
    ActivationReader reader = activations.open(SMALL.digest());

    assertThat(reader.layer(0)).isEqualTo(SMALL.layer(0));
    assertFault(Fault.STORE_CORRUPT, () -> reader.layer(1));
    assertThat(reader.layer(2)).isEqualTo(SMALL.layer(2));
  }

  @Test
  void aShardThatWasCutOrGrewIsCorrupt() {
    SMALL.storeAll(activations);
    String key = Keys.shard(SMALL.digest(), 0);
    byte[] shard = store.read(key).orElseThrow();
    for (int length : new int[] {0, 10, shard.length - 1}) {
      store.put(key, Arrays.copyOf(shard, length));
      assertFault(Fault.STORE_CORRUPT, () -> activations.open(SMALL.digest()).layer(0));
    }
  }

  @Test
  void rowIdsThatChangedAreCorrupt() {
    SMALL.storeAll(activations);
    String key = Keys.rowIds(SMALL.digest()) + "c/0";
    byte[] ids = store.read(key).orElseThrow();
    ids[ids.length - 1] ^= 1;
    store.put(key, ids);

    assertFault(Fault.STORE_CORRUPT, () -> activations.open(SMALL.digest()).rowIds());
  }

  @Test
  void aDocumentThatLiesIsRefusedBeforeAnythingIsAllocated() {
    SMALL.storeAll(activations);
    String key = Keys.states(SMALL.digest()) + "zarr.json";
    String json = new String(store.read(key).orElseThrow(), UTF_8);
    for (String lie : List.of(json.replace("7", "700000"), json.replace("float32", "int32"), "{")) {
      store.put(key, ObjectStoreContract.bytes(lie));

      assertFault(Fault.STORE_CORRUPT, () -> new Activations(store).open(SMALL.digest()));
    }
  }

  static void assertFault(Fault fault, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).as(e.toString()).isEqualTo(fault));
  }
}
