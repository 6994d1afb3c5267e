package dev.lamina.metrics.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Expected values: `src/test/python/intervals.py`, numpy 2.4.6, scipy 1.17.1.
class MeanTest {

  @Test
  void meanAndIntervalEqualStudents() {
    Mean mean = Mean.of(0.91, 0.85, 0.78, 0.88, 0.93, 0.70).orElseThrow();

    assertThat(mean.value()).isCloseTo(0.8416666666666667, within(1e-12));
    assertThat(mean.interval().orElseThrow().low()).isCloseTo(0.7503195381974532, within(1e-9));
    assertThat(mean.interval().orElseThrow().high()).isCloseTo(0.9330137951358801, within(1e-9));
    assertThat(mean.n()).isEqualTo(6);
  }

  @Test
  void valuesThatAreNotFiniteAreLeftOut() {
    assertThat(Mean.of(0.5, Double.NaN, 0.7, Double.POSITIVE_INFINITY))
        .isEqualTo(Mean.of(0.5, 0.7));
    assertThat(Mean.of(Double.NaN)).isEmpty();
    assertThat(Mean.of()).isEmpty();
  }

  @Test
  void aSingleValueHasNoInterval() {
    assertThat(Mean.of(0.5).orElseThrow().interval()).isEmpty();
  }

  @Test
  void equalValuesHaveAnIntervalOfNoWidth() {
    Interval interval = Mean.of(0.5, 0.5, 0.5).orElseThrow().interval().orElseThrow();

    assertThat(interval.low()).isEqualTo(0.5);
    assertThat(interval.high()).isEqualTo(0.5);
  }
}
