package dev.lamina.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void wordsStandLeftAndNumbersRight() {
    Table table = new Table("model", "rows/s").row("bge-small", "9.5").row("m", "120.25");

    assertThat(table.toString())
        .isEqualTo(
            """
            | model     | rows/s |
            |-----------|-------:|
            | bge-small |    9.5 |
            | m         | 120.25 |
            """);
  }

  @Test
  void aRowOfAnotherWidthIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Table("a", "b").row("c"));
  }
}
