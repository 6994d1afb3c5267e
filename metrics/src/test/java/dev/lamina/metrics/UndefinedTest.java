package dev.lamina.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UndefinedTest {

  private static final Side VARIED = Arrays2D.side(Arrays2D.gaussian(9, 3, 1));

  @ParameterizedTest
  @CsvSource({"cka, 0.1", "cka, 0", "cka-debiased, 1e30", "cka-debiased, -7"})
  void aConstantSideHasNoScore(String measure, double constant) {
    double[][] rows = new double[9][5];
    Arrays.stream(rows).forEach(row -> Arrays.fill(row, constant));

    assertUndefined(score(measure, Arrays2D.side(rows), VARIED), "the first side is constant");
    assertUndefined(score(measure, VARIED, Arrays2D.side(rows)), "the second side is constant");
  }

  @Test
  void aSideThatVariesByRoundingOnlyIsConstant() {
    double[][] rows = new double[9][2];
    Arrays.stream(rows).forEach(row -> Arrays.fill(row, 1234.5));
    rows[4][1] = Math.nextUp(1234.5);

    assertUndefined(score("cka", Arrays2D.side(rows), VARIED), "the first side is constant");
  }

  @Test
  void aSideThatIsConstantOnTheRowsInCommonHasNoScore() {
    double[][] x = new double[9][1];
    x[3][0] = 1;
    double[][] y = Arrays2D.gaussian(9, 1, 2);
    y[3][0] = Double.NaN;

    assertUndefined(score("cka", Arrays2D.side(x), Arrays2D.side(y)), "the first side is constant");
  }

  @ParameterizedTest
  @CsvSource({"cka, 2", "cka-debiased, 4"})
  void tooFewRowsHaveNoScoreAndEnoughDo(String measure, int least) {
    for (int n = 0; n <= least; n++) {
      double[][] x = Arrays2D.gaussian(6, 3, 3);
      for (int row = n; row < 6; row++) {
        x[row][row % 3] = row % 2 == 0 ? Double.NaN : Double.NEGATIVE_INFINITY;
      }
      Score score = score(measure, Arrays2D.side(x), Arrays2D.side(Arrays2D.gaussian(6, 2, 4)));
      assertThat(score.n()).isEqualTo(n);
      assertThat(score.dropped()).isEqualTo(6 - n);
      assertThat(score.value().isPresent()).isEqualTo(n == least);
      assertThat(score.undefined().isPresent()).isEqualTo(n < least);
    }
  }

  @Test
  void matricesWithoutRowsHaveNoScore() {
    Side none = Side.of(Matrix.of(0, 4, new float[0]));

    assertUndefined(score("cka", none, none), "needs at least 2 rows");
  }

  @Test
  void aSingleRowThatDiffersLeavesNothingUnbiasedToMeasure() {
    double[][] x = new double[9][4];
    x[5][2] = 0.3;

    assertUndefined(score("cka-debiased", Arrays2D.side(x), VARIED), "unbiased norm of zero");
    assertThat(score("cka", Arrays2D.side(x), VARIED).value()).isPresent();
  }

  @Test
  void valuesBeyondFloat64AreNotNaN() {
    double[][] x = Arrays2D.gaussian(9, 2, 5);
    x[0][0] = Double.MAX_VALUE;
    x[1][0] = -Double.MAX_VALUE;

    assertUndefined(score("cka", Arrays2D.side(x), VARIED), "exceed what float64 can hold");
    assertUndefined(
        score("cka-debiased", VARIED, Arrays2D.side(x)), "exceed what float64 can hold");
  }

  @Test
  void sidesOfDifferentRowsAreRefused() {
    Side shorter = Arrays2D.side(Arrays2D.gaussian(8, 3, 6));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pair.of(VARIED, shorter))
        .withMessageContaining("9 rows")
        .withMessageContaining("8");
  }

  private static Score score(String measure, Side x, Side y) {
    return Measures.named(measure).orElseThrow().score(x, y);
  }

  private static void assertUndefined(Score score, String why) {
    assertThat(score.value()).isEmpty();
    assertThat(score.low()).isEmpty();
    assertThat(score.high()).isEmpty();
    assertThat(score.undefined().orElseThrow()).contains(why);
  }
}
