package dev.lamina.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeasuresTest {

  @Test
  void eachMeasureIsFoundByItsName() {
    assertThat(Measures.names()).containsExactly("cka", "cka-debiased").doesNotHaveDuplicates();
    assertThat(Measures.all())
        .allSatisfy(measure -> assertThat(Measures.named(measure.name())).contains(measure));
    assertThat(Measures.named("CKA")).isEmpty();
  }
}
