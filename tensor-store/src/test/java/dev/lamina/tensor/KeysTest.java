package dev.lamina.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.contract.ArrayDigest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeysTest {

  private static final ArrayDigest ARRAY = new ArrayDigest("a".repeat(64));

  @Test
  void theNewestWishOfEachSweepIsFoundAmongTheirKeys() {
    assertThat(
            Keys.newestWishes(
                List.of(
                    Keys.sweep("one"),
                    Keys.sweepWish("one", 2),
                    Keys.sweepWish("one", 10),
                    Keys.sweepWish("2", 1),
                    Keys.sweep("unsubmitted"))))
        .isEqualTo(Map.of("one", 10, "2", 1));
    assertThat(Keys.sweep("one")).startsWith(Keys.SWEEPS);
  }

  @Test
  void batchesAreFoundAmongTheirKeys() {
    assertThat(Keys.batchOf(ARRAY, Keys.shard(ARRAY, 12))).hasValue(12);
    assertThat(Keys.batchOf(ARRAY, Keys.shard(ARRAY, 12) + "-x")).isEmpty();
    assertThat(Keys.batchOf(ARRAY, Keys.shards(ARRAY) + "99999999999/0")).isEmpty();
  }
}
