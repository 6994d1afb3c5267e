package dev.lamina.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import dev.lamina.contract.SelfTermsDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelfTermStoreTest {

  private static final ArrayDigest ARRAY = new ArrayDigest("a".repeat(64));
  private static final SelfTermsDigest TERMS = SelfTermsDigest.of(ARRAY, 3, "{0, 1, 4}", "2");

  private final MemoryStore objects = new MemoryStore();
  private final SelfTermStore store = new SelfTermStore(objects);

  @Test
  void termsComeBackToTheBitAndAreKeptOnce() {
    double[] numbers = {Math.PI, -0.0, Double.MIN_VALUE, Double.MAX_VALUE};

    assertThat(store.read(TERMS)).isEmpty();
    assertThat(store.store(TERMS, numbers)).isTrue();
    assertThat(store.store(TERMS, new double[] {1})).isFalse();

    assertThat(store.read(TERMS).orElseThrow()).containsExactly(numbers);
  }

  @Test
  void theyAreOfOneLayerOneSetOfRowsAndOneVersionOfTheKernels() {
    assertThat(SelfTermsDigest.of(ARRAY, 4, "{0, 1, 4}", "2")).isNotEqualTo(TERMS);
    assertThat(SelfTermsDigest.of(ARRAY, 3, "{0, 1}", "2")).isNotEqualTo(TERMS);
    assertThat(SelfTermsDigest.of(ARRAY, 3, "{0, 1, 4}", "3")).isNotEqualTo(TERMS);
    assertThat(SelfTermsDigest.of(ARRAY, 3, "{0, 1, 4}", "2")).isEqualTo(TERMS);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 11, 12})
  void otherBytesAreAFault(int length) {
    objects.put(Keys.selfTerms(TERMS), new byte[length]);

    assertThatThrownBy(() -> store.read(TERMS))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.STORE_CORRUPT))
        .hasMessageContaining("self-terms/" + TERMS);
  }
}
