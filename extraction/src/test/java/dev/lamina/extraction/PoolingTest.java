package dev.lamina.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PoolingTest {

  @Property
  void weightsSumToOneAndNeverTouchPadding(
      @ForAll Pooling pooling,
      @ForAll @IntRange(min = 1, max = 600) int length,
      @ForAll @IntRange(max = 50) int padding,
      @ForAll @IntRange(max = 50) int offset) {
    // Given
    float[] weights = new float[offset + length + padding];

    // When
    pooling.weigh(weights, offset, length);

    // Then
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      if (i < offset || i >= offset + length) {
        assertThat(weights[i]).isZero();
      }
    }
    assertThat(sum).isCloseTo(1, within(1e-4));
  }

  @Example
  void eachTakesItsTokens() {
    assertThat(weights(Pooling.LAST_TOKEN)).containsExactly(0, 0, 0, 1, 0);
    assertThat(weights(Pooling.CLS)).containsExactly(1, 0, 0, 0, 0);
    assertThat(weights(Pooling.MEAN)).containsExactly(0.25f, 0.25f, 0.25f, 0.25f, 0);
  }

  @Property
  void theOnlyTokenHasAllTheWeight(
      @ForAll Pooling pooling, @ForAll @IntRange(min = 1, max = 600) int length) {
    float[] weights = new float[length];
    pooling.weigh(weights, 0, length);
    pooling.only(length).ifPresent(token -> assertThat(weights[token]).isEqualTo(1f));
    assertThat(pooling.only(length).isEmpty()).isEqualTo(pooling == Pooling.MEAN);
  }

  @Example
  void namesLeadBack() {
    assertThat(Pooling.names()).containsExactly("last-token", "mean", "cls");
    assertThat(Pooling.names()).allSatisfy(n -> assertThat(Pooling.named(n)).isPresent());
    assertThat(Pooling.named("max")).isEmpty();
    assertThat(TooLong.names()).containsExactly("truncate", "refuse");
    assertThat(TooLong.names()).allSatisfy(n -> assertThat(TooLong.named(n)).isPresent());
    assertThat(TooLong.named("REFUSE")).isEmpty();
  }

  private static float[] weights(Pooling pooling) {
    float[] weights = new float[5];
    pooling.weigh(weights, 0, 4);
    return weights;
  }
}
