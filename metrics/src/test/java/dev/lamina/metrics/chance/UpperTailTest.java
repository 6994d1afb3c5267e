package dev.lamina.metrics.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expected values: `gamma.logsf`, `gamma.logcdf` and `norm.logsf` of scipy 1.17.1, and
/// `log(gammainc(…, regularized=True))` of mpmath where scipy's underflow.
class UpperTailTest {

  @ParameterizedTest
  @CsvSource({
    "0.5, 3, -4.24708474678559",
    "4, 2, -0.15417330950166924",
    "4, 40, -30.6492312411055",
    "250, 300, -6.587505432733118",
    "250, 900, -334.40417457613086",
    "2, 1500, -1492.686113168366538"
  })
  void gammaTailEqualsReference(double shape, double at, double expected) {
    assertThat(UpperTail.ofGamma(shape, at)).isCloseTo(expected, within(1e-9));
  }

  @Test
  void normalTailEqualsReference() {
    assertThat(UpperTail.ofNormal(2.5)).isCloseTo(-5.081648277278691, within(1e-9));
    assertThat(UpperTail.ofNormal(45)).isCloseTo(-1017.2260942419525, within(1e-6));
  }

  @Test
  void lowerTailEqualsReference() {
    assertThat(UpperTail.lowerOfGamma(4, 2)).isCloseTo(-1.9457743817619386, within(1e-9));
    assertThat(UpperTail.lowerOfGamma(4, -1)).isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
