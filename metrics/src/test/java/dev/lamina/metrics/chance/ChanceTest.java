package dev.lamina.metrics.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.metrics.hsic.HsicSums;
import dev.lamina.metrics.hsic.LinearPass;
import dev.lamina.metrics.hsic.PairTerms;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChanceTest {

  @ParameterizedTest
  @CsvSource({"20, 3, 3", "20, 30, 4", "40, 5, 5", "40, 100, 2"})
  void tailEqualsThatOfPermutations(int n, int dx, int dy) {
    // Given
    Simulated sides = new Simulated(n, dx, dy, 11L * n + dx);
    double[] permuted = sides.permuted(n == 20 ? 40_000 : 20_000, n);

    // Then
    for (double tail : new double[] {0.2, 0.05, 0.01, 0.001}) {
      double quantile = permuted[(int) (permuted.length * (1 - tail))];
      double p = Chance.of(at(sides.terms(), quantile)).orElseThrow().p();
      assertThat(p / tail).as("p / %s", tail).isBetween(0.5, 2.0);
    }
  }

  @Test
  void unrelatedSidesAreCalledAlikeAsOftenAsTheLevelSays() {
    int pairs = 1000;
    long fivePercent = 0;
    long onePercent = 0;
    for (int i = 0; i < pairs; i++) {
      double p = Chance.of(new Simulated(30, 6, 20, 1000 + i).terms()).orElseThrow().p();
      fivePercent += p <= 0.05 ? 1 : 0;
      onePercent += p <= 0.01 ? 1 : 0;
    }
    assertThat(fivePercent / (double) pairs).isBetween(0.03, 0.07);
    assertThat(onePercent / (double) pairs).isBetween(0.003, 0.02);
  }

  @Test
  void whatIsFarFromChanceIsRankedStill() {
    double near = of(800, 2, 0.5).log10();
    double far = of(800, 2, 0.9).log10();
    double farther = of(800, 2, 0.99).log10();

    assertThat(near).isLessThan(-20);
    assertThat(far).isLessThan(near);
    assertThat(farther).isLessThan(far);
    assertThat(of(800, 2, 0.99).p()).isGreaterThanOrEqualTo(Chance.LEAST);
  }

  @Test
  void noPairIsRarerThanOnePermutationInAll() {
    assertThat(of(8, 4000, 1).log10()).isCloseTo(-Math.log10(40_320), within(1e-9));
  }

  @Test
  void fewRowsAndConstantSidesTellNothing() {
    assertThat(Chance.of(LinearPass.between(3, new double[6], new double[3]))).isEmpty();
    assertThat(Chance.of(LinearPass.between(5, new double[5], new double[5]))).isEmpty();
  }

  /// Gaussian sides of `d` features that share `share` of their variance.
  private static Chance of(int n, int d, double share) {
    Random random = new Random(5);
    double[] x = random.doubles((long) d * n).map(u -> random.nextGaussian()).toArray();
    double[] y =
        Arrays.stream(x)
            .map(v -> Math.sqrt(share) * v + Math.sqrt(1 - share) * random.nextGaussian())
            .toArray();
    return Chance.of(LinearPass.between(n, x, y)).orElseThrow();
  }

  private static PairTerms at(PairTerms terms, double statistic) {
    HsicSums sums = terms.xy();
    return new PairTerms(
        terms.x(),
        terms.y(),
        new HsicSums(
            sums.rows(),
            statistic * sums.left() * sums.right(),
            sums.energies(),
            sums.left(),
            sums.right()),
        terms.sampled());
  }
}
