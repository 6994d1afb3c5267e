package dev.lamina.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class MedianTest {

  @Test
  void oneWildMeasurementMovesOnlyTheRange() {
    assertThat(Median.of(List.of(2.0, 90.0, 1.0))).isEqualTo(new Median(2, 1, 90));
  }

  @Test
  void ofAnEvenNumberItIsTheMeanOfTheMiddleTwo() {
    assertThat(Median.of(List.of(4.0, 1.0, 2.0, 3.0)).value()).isEqualTo(2.5);
  }

  @Test
  void ofNothingThereIsNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> Median.of(List.of()));
  }
}
