package dev.lamina.metrics.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Expected values: `src/test/python/intervals.py`, numpy 2.4.6, scipy 1.17.1.
class DifferenceTest {

  private static final double[] FIRST = {0.91, 0.85, 0.78, 0.88, 0.93, 0.70};
  private static final double[] SECOND = {0.66, 0.81, 0.59};

  @Test
  void differenceAndIntervalEqualWelchs() {
    Difference difference = Difference.between(FIRST, SECOND).orElseThrow();

    assertThat(difference.value()).isCloseTo(0.155, within(1e-12));
    assertThat(difference.interval().orElseThrow().low())
        .isCloseTo(-0.07011076784729242, within(1e-9));
    assertThat(difference.interval().orElseThrow().high())
        .isCloseTo(0.3801107678472925, within(1e-9));
    assertThat(difference.first()).isEqualTo(6);
    assertThat(difference.second()).isEqualTo(3);
  }

  @Test
  void aGroupWithoutFiniteValuesHasNoDifference() {
    assertThat(Difference.between(FIRST, new double[] {Double.NaN})).isEmpty();
    assertThat(Difference.between(new double[0], SECOND)).isEmpty();
  }

  @Test
  void whatCannotBeEstimatedHasNoInterval() {
    assertThat(Difference.between(FIRST, new double[] {0.5}).orElseThrow().interval()).isEmpty();
    assertThat(
            Difference.between(new double[] {1, 1}, new double[] {2, 2}).orElseThrow().interval())
        .isEmpty();
  }
}
