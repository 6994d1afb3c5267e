package dev.lamina.metrics.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowGroupsTest {

  @Test
  void everyRunOf32RowsHasOneRowOfEachGroup() {
    for (int run = 0; run < 1000; run++) {
      int first = run * 32;
      assertThat(IntStream.range(0, 32).map(i -> RowGroups.of(first + i)).distinct().count())
          .isEqualTo(32);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 10, 32, 64})
  void everyStrideMeetsAllGroupsAboutAsOften(int stride) {
    int[] sizes = new int[RowGroups.COUNT];
    for (int k = 0; k < 1600; k++) {
      sizes[RowGroups.of((long) k * stride)]++;
    }
    assertThat(IntStream.of(sizes)).allMatch(size -> size > 20 && size < 85);
  }

  @Test
  void groupsNeverChange() {
    assertThat(IntStream.of(0, 1, 31, 32, 9999, 123_456).map(RowGroups::of).toArray())
        .containsExactly(4, 23, 17, 31, 28, 11);
  }
}
