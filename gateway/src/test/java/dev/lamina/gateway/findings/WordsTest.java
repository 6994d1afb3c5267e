package dev.lamina.gateway.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void runsOfLayersAreNamedByTheirEnds() {
    assertThat(Words.layers(List.of(3))).isEqualTo("layer 3");
    assertThat(Words.layers(List.of(3, 4, 5))).isEqualTo("layers 3 to 5");
    assertThat(Words.layers(List.of(1, 3, 4, 9))).isEqualTo("layers 1, 3 to 4 and 9");
  }

  @Test
  void thingsAreCountedInTheRightNumber() {
    assertThat(Words.count(1, "task")).isEqualTo("1 task");
    assertThat(Words.count(2, "task")).isEqualTo("2 tasks");
  }
}
