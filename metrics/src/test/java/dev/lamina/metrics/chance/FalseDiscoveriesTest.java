package dev.lamina.metrics.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Expected values: `scipy.stats.false_discovery_control(p, method="by")`, scipy 1.17.1.
class FalseDiscoveriesTest {

  @Test
  void qValuesEqualReference() {
    double[] q = FalseDiscoveries.qValues(0.01, 0.02, 0.03, 0.04, 0.5, 1e-300);

    assertThat(q)
        .containsExactly(new double[] {0.0735, 0.098, 0.11025, 0.1176, 1, 0}, within(1e-12));
    assertThat(q[5]).isCloseTo(1.47e-299, within(1e-305));
  }

  @Test
  void noPValuesHaveNoQValues() {
    assertThat(FalseDiscoveries.qValues()).isEmpty();
  }

  @Test
  void whatIsNoProbabilityIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FalseDiscoveries.qValues(0.5, Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> FalseDiscoveries.qValues(1.5));
  }
}
