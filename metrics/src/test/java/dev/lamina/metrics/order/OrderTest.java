package dev.lamina.metrics.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class OrderTest {

  @Example
  void equalValuesShareTheMeanOfTheirRanks() {
    assertThat(ranks(3, 1, 3, 0, 3)).containsExactly(8, 4, 8, 2, 8);
    assertThat(ranks(0, -0.0f)).containsExactly(3, 3);
    assertThat(ranks(7)).containsExactly(2);
  }

  @Property(tries = 100)
  void aRankCountsWhatIsSmallerAndHalfOfWhatIsEqual(
      @ForAll @IntRange(min = 1, max = 200) int size, @ForAll long seed) {
    float[] values = values(size, seed);

    int[] ranks = ranks(values);

    for (int i = 0; i < size; i++) {
      int smaller = 0;
      int equal = 0;
      for (float value : values) {
        smaller += value < values[i] ? 1 : 0;
        equal += value == values[i] ? 1 : 0;
      }
      assertThat(ranks[i]).isEqualTo(2 * smaller + equal + 1);
    }
  }

  @Property(tries = 100)
  void theMedianIsTheMiddleOfTheSortedRoots(
      @ForAll @IntRange(min = 1, max = 200) int size, @ForAll long seed) {
    float[] squares = values(size, seed);
    double[] roots = IntStream.range(0, size).mapToDouble(i -> Math.sqrt(squares[i])).toArray();
    Arrays.sort(roots);

    double median = Median.ofRoots(squares);

    assertThat(median)
        .isCloseTo((roots[(size - 1) / 2] + roots[size / 2]) / 2, within(1e-15 + median * 1e-15));
  }

  /// Of all magnitudes, with ties.
  private static float[] values(int size, long seed) {
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      boolean again = i > 0 && random.nextInt(3) == 0;
      values[i] = again ? values[i - 1] : (float) Math.pow(10, random.nextInt(-30, 10));
      values[i] *= again ? 1 : random.nextFloat();
    }
    return values;
  }

  private static int[] ranks(float... values) {
    long[] keys = new long[values.length];
    Arrays.setAll(keys, i -> Ranks.key(values[i], i));
    return Ranks.twice(keys);
  }
}
