package dev.lamina.metrics.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermutationMomentsTest {

  @ParameterizedTest
  @CsvSource({"4, 2, 9", "5, 3, 2", "6, 3, 2", "7, 2, 12"})
  void momentsEqualThoseOfAllPermutations(int n, int dx, int dy) {
    // Given
    Simulated sides = new Simulated(n, dx, dy, n);
    List<Double> all = new ArrayList<>();
    permute(new int[n], 0, sides, all);

    // When
    PermutationMoments moments = moments(sides);

    // Then
    double mean = all.stream().mapToDouble(t -> t).average().orElseThrow();
    assertThat(moments.mean()).isCloseTo(mean, withinPercentage(1e-9));
    assertThat(moments.variance()).isCloseTo(central(all, mean, 2), withinPercentage(1e-8));
    assertThat(moments.thirdCentral()).isCloseTo(central(all, mean, 3), withinPercentage(1e-8));
  }

  @Test
  void momentsFromASampleOfRowsAreNearThoseOfAll() {
    Simulated sides = new Simulated(1200, 6, 5, 3);
    double[] permuted = sides.permuted(1500, 4);

    PermutationMoments moments = moments(sides);

    double mean = Arrays.stream(permuted).average().orElseThrow();
    double variance =
        Arrays.stream(permuted).map(t -> (t - mean) * (t - mean)).average().orElseThrow();
    assertThat(moments.mean()).isCloseTo(mean, withinPercentage(5));
    assertThat(moments.variance()).isCloseTo(variance, withinPercentage(20));
    assertThat(moments.skewness()).isBetween(0.8, 2.9);
  }

  @Test
  void sidesOfDifferentRowsAreRefused() {
    SideMoments six = SideMoments.of(new Simulated(6, 2, 2, 1).terms().x());
    SideMoments seven = SideMoments.of(new Simulated(7, 2, 2, 1).terms().x());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> PermutationMoments.of(six, seven))
        .withMessageContaining("6 and 7");
  }

  private static PermutationMoments moments(Simulated sides) {
    return PermutationMoments.of(
        SideMoments.of(sides.terms().x()), SideMoments.of(sides.terms().y()));
  }

  private static double central(List<Double> values, double mean, int power) {
    return values.stream().mapToDouble(t -> Math.pow(t - mean, power)).average().orElseThrow();
  }

  private static void permute(int[] p, int placed, Simulated sides, List<Double> all) {
    if (placed == p.length) {
      all.add(sides.statistic(p));
      return;
    }
    for (int value = 0; value < p.length; value++) {
      boolean free = true;
      for (int i = 0; i < placed; i++) {
        free &= p[i] != value;
      }
      if (free) {
        p[placed] = value;
        permute(p, placed + 1, sides, all);
      }
    }
  }
}
