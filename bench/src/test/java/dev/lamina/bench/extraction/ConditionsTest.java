package dev.lamina.bench.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {

  @Test
  void memoryIsComparedOverMoreTextsThanARoundHas() {
    assertThat(conditions(500, 2000).mostTexts()).isEqualTo(2000);
    assertThat(conditions(500, 0).mostTexts()).isEqualTo(500);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> conditions(500, 100))
        .withMessageContaining("500");
  }

  @Test
  void fewerTextsThanAreComparedAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> conditions(3, 0))
        .withMessageContaining("16");
  }

  private static Conditions conditions(int texts, int memoryTexts) {
    return new Conditions(List.of(1), texts, 3, List.of(1), memoryTexts);
  }
}
