package dev.lamina.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.metrics.blas.OpenBlas;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideTest {

  private static final List<Measure> ALL = Measures.all();

  @Test
  void rowsThatAreNotFiniteOnEitherSideAreLeftOutOfBoth() {
    // Given
    double[][] x = Arrays2D.gaussian(30, 4, 1);
    double[][] y = Arrays2D.related(x, 5, 2);
    double[][] keptX = without(x, 3, 11, 29);
    double[][] keptY = without(y, 3, 11, 29);
    x[3][0] = Double.NaN;
    x[11][3] = Double.POSITIVE_INFINITY;
    y[11][2] = Double.NaN;
    y[29][4] = Double.NEGATIVE_INFINITY;

    // When
    List<Score> scores = Measures.score(ALL, Arrays2D.side(x), Arrays2D.side(y));

    // Then
    List<Score> kept = Measures.score(ALL, Arrays2D.side(keptX), Arrays2D.side(keptY));
    assertThat(scores).extracting(Score::value).isEqualTo(kept.stream().map(Score::value).toList());
    assertThat(scores).allMatch(score -> score.n() == 27 && score.dropped() == 3);
    assertThat(Arrays2D.side(x).finiteRows()).isEqualTo(28);
  }

  @Test
  void aSideMayServeManyPairsAndThreads() {
    // Given
    double[][] base = Arrays2D.gaussian(50, 8, 3);
    List<double[][]> others =
        IntStream.range(0, 12).mapToObj(i -> Arrays2D.related(base, 8, i)).toList();
    Side shared = Arrays2D.side(base);

    // When
    List<List<Score>> together =
        others.parallelStream()
            .map(other -> Measures.score(ALL, shared, Arrays2D.side(other)))
            .toList();

    // Then
    List<List<Score>> alone =
        others.stream()
            .map(other -> Measures.score(ALL, Arrays2D.side(base), Arrays2D.side(other)))
            .toList();
    assertThat(together).isEqualTo(alone);
  }

  @Test
  void measuresOnTwoThreadsAgreeWithThoseOnOne() {
    double[][] x = Arrays2D.gaussian(400, 60, 10);
    double[][] y = Arrays2D.related(x, 50, 11);
    OpenBlas two = OpenBlas.withDefaults().withThreads(2);

    List<Score> found =
        Measures.score(ALL, Side.of(Arrays2D.matrix(x), two), Side.of(Arrays2D.matrix(y), two));

    List<Score> expected = Measures.score(ALL, Arrays2D.side(x), Arrays2D.side(y));
    for (int i = 0; i < ALL.size(); i++) {
      assertThat(found.get(i).value().orElseThrow())
          .as(found.get(i).measure())
          .isCloseTo(expected.get(i).value().orElseThrow(), within(1e-7));
    }
  }

  @Test
  void measuresTogetherEqualMeasuresAlone() {
    Side x = Arrays2D.side(Arrays2D.gaussian(20, 30, 4));
    Side y = Arrays2D.side(Arrays2D.gaussian(20, 25, 5));

    assertThat(Measures.score(ALL, x, y))
        .isEqualTo(ALL.stream().map(measure -> measure.score(x, y)).toList());
  }

  @Test
  void float32StatesEqualTheSameInFloat64() {
    float[] states = new float[40 * 6];
    double[][] wide = Arrays2D.gaussian(40, 6, 6);
    for (int i = 0; i < states.length; i++) {
      states[i] = (float) wide[i / 6][i % 6];
      wide[i / 6][i % 6] = states[i];
    }
    Side other = Arrays2D.side(Arrays2D.gaussian(40, 3, 7));

    assertThat(Measures.score(ALL, Side.of(Matrix.of(40, 6, states)), other))
        .isEqualTo(Measures.score(ALL, Arrays2D.side(wide), other));
  }

  @Test
  void unrelatedSidesScoreNearZeroOnlyWhenDebiased() {
    Side x = Arrays2D.side(Arrays2D.gaussian(200, 100, 8));
    Side y = Arrays2D.side(Arrays2D.gaussian(200, 100, 9));

    assertThat(Cka.withDefaults().score(x, y).value().orElseThrow()).isGreaterThan(0.25);
    assertThat(DebiasedCka.withDefaults().score(x, y).value().orElseThrow())
        .isCloseTo(0, within(0.02));
  }

  private static double[][] without(double[][] rows, int... left) {
    return IntStream.range(0, rows.length)
        .filter(i -> Arrays.stream(left).noneMatch(l -> l == i))
        .mapToObj(i -> rows[i])
        .map(double[]::clone)
        .toArray(double[][]::new);
  }
}
