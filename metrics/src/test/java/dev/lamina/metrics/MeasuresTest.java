package dev.lamina.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeasuresTest {

  @Test
  void measuresComeBeforeDescriptors() {
    assertThat(Measures.names())
        .containsExactly(
            "cka",
            "cka-debiased",
            "cka-rbf",
            "svcca",
            "pwcca",
            "procrustes",
            "rsa",
            "mutual-knn",
            "effective-rank",
            "participation-ratio",
            "intrinsic-dimension",
            "anisotropy")
        .doesNotHaveDuplicates();
  }

  @Test
  void eachIsFoundByItsNameAndByNoOther() {
    assertThat(Measures.all())
        .allSatisfy(measure -> assertThat(Measures.named(measure.name())).contains(measure))
        .allSatisfy(measure -> assertThat(Measures.descriptor(measure.name())).isEmpty());
    assertThat(Measures.descriptors())
        .allSatisfy(
            descriptor -> assertThat(Measures.descriptor(descriptor.name())).contains(descriptor))
        .allSatisfy(descriptor -> assertThat(Measures.named(descriptor.name())).isEmpty());
    assertThat(Measures.named("CKA")).isEmpty();
  }
}
