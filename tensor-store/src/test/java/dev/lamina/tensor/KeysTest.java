package dev.lamina.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.contract.ArrayDigest;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeysTest {

  private static final ArrayDigest ARRAY = new ArrayDigest("a".repeat(64));

  @Test
  void sweepsAreFoundAmongTheirKeys() {
    assertThat(
            Keys.sweepIds(List.of(Keys.sweep("one"), Keys.sweepCancelled("one"), Keys.sweep("2"))))
        .containsExactly("one", "2");
    assertThat(Keys.sweep("one")).startsWith(Keys.SWEEPS);
  }

  @Test
  void batchesAreFoundAmongTheirKeys() {
    assertThat(Keys.batchOf(ARRAY, Keys.shard(ARRAY, 12))).hasValue(12);
    assertThat(Keys.batchOf(ARRAY, Keys.shard(ARRAY, 12) + "-x")).isEmpty();
    assertThat(Keys.batchOf(ARRAY, Keys.shards(ARRAY) + "99999999999/0")).isEmpty();
  }
}
