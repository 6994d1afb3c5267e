package dev.lamina.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UndefinedTest {

  private static final Side VARIED = Arrays2D.side(Arrays2D.gaussian(19, 3, 1));

  @ParameterizedTest
  @CsvSource({
    "cka, 0.1",
    "cka, 0",
    "cka-debiased, 1e30",
    "cka-debiased, -7",
    "cka-rbf, 0.1",
    "svcca, -7",
    "pwcca, 0.1",
    "procrustes, 0",
    "rsa, 0.1",
    "mutual-knn, 0.1"
  })
  void aConstantSideHasNoScore(String measure, double constant) {
    Side still = Arrays2D.side(constant(constant));

    assertUndefined(score(measure, still, VARIED), "the first side is constant");
    assertUndefined(score(measure, VARIED, still), "the second side is constant");
  }

  @ParameterizedTest
  @CsvSource({"effective-rank", "participation-ratio", "intrinsic-dimension"})
  void aConstantSideHasNoDimension(String descriptor) {
    Side still = Arrays2D.side(constant(0.1));

    assertUndefined(describe(descriptor, still), "the side is constant");
  }

  @Test
  void rowsThatAllPointTheSameWayAreAsAnisotropicAsCanBeButZerosPointNowhere() {
    assertThat(describe("anisotropy", Arrays2D.side(constant(-3))).value().orElseThrow())
        .isCloseTo(1, within(1e-12));
    assertUndefined(describe("anisotropy", Arrays2D.side(constant(0))), "all rows of the side");
  }

  @Test
  void aSideThatVariesByRoundingOnlyIsConstant() {
    double[][] rows = constant(1234.5);
    rows[4][1] = Math.nextUp(1234.5);

    assertUndefined(score("cka", Arrays2D.side(rows), VARIED), "the first side is constant");
  }

  @Test
  void aSideThatIsConstantOnTheRowsInCommonHasNoScore() {
    double[][] x = new double[19][1];
    x[3][0] = 1;
    double[][] y = Arrays2D.gaussian(19, 1, 2);
    y[3][0] = Double.NaN;

    assertUndefined(score("cka", Arrays2D.side(x), Arrays2D.side(y)), "the first side is constant");
  }

  @ParameterizedTest
  @CsvSource({
    "cka, 2",
    "cka-debiased, 4",
    "cka-rbf, 2",
    "svcca, 2",
    "pwcca, 2",
    "procrustes, 2",
    "rsa, 3",
    "mutual-knn, 12"
  })
  void tooFewRowsHaveNoScoreAndEnoughDo(String measure, int least) {
    for (int n = 0; n <= least; n++) {
      Score score = score(measure, firstRows(n), Arrays2D.side(Arrays2D.gaussian(16, 4, 4)));
      assertThat(score.n()).isEqualTo(n);
      assertThat(score.dropped()).isEqualTo(16 - n);
      assertThat(score.value().isPresent()).as("%d rows", n).isEqualTo(n == least);
      assertThat(score.undefined().isPresent()).isEqualTo(n < least);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "effective-rank, 2",
    "participation-ratio, 2",
    "intrinsic-dimension, 3",
    "anisotropy, 2"
  })
  void tooFewRowsHaveNoDescriptionAndEnoughDo(String descriptor, int least) {
    for (int n = 0; n <= least; n++) {
      Score score = describe(descriptor, firstRows(n));
      assertThat(score.n()).isEqualTo(n);
      assertThat(score.dropped()).isEqualTo(16 - n);
      assertThat(score.value().isPresent()).as("%d rows", n).isEqualTo(n == least);
      assertThat(score.undefined().isPresent()).isEqualTo(n < least);
    }
  }

  @Test
  void matricesWithoutRowsHaveNoScore() {
    Side none = Side.of(Matrix.of(0, 4, new float[0]));

    for (Measure measure : Measures.all()) {
      assertUndefined(measure.score(none, none), "needs at least");
    }
    for (Descriptor descriptor : Measures.descriptors()) {
      assertUndefined(descriptor.score(none), "needs at least");
    }
  }

  @Test
  void aSingleRowThatDiffersLeavesNothingUnbiasedToMeasure() {
    double[][] x = new double[19][4];
    x[5][2] = 0.3;

    assertUndefined(score("cka-debiased", Arrays2D.side(x), VARIED), "unbiased norm of zero");
    assertThat(score("cka", Arrays2D.side(x), VARIED).value()).isPresent();
  }

  @Test
  void whereMostDistancesAreZeroThereIsNoBandwidth() {
    double[][] x = Arrays2D.gaussian(19, 4, 7);
    for (int row = 5; row < 19; row++) {
      x[row] = x[4];
    }

    assertUndefined(score("cka-rbf", Arrays2D.side(x), VARIED), "of the first side are 0");
    assertUndefined(score("cka-rbf", VARIED, Arrays2D.side(x)), "of the second side are 0");
  }

  @Test
  void whereAllPairsAreEquallyDissimilarThereIsNothingToRank() {
    Side single = Arrays2D.side(Arrays2D.gaussian(19, 1, 8));

    assertUndefined(score("rsa", single, VARIED), "of the first side are equally dissimilar");
    assertUndefined(score("rsa", VARIED, single), "of the second side are equally dissimilar");
  }

  @Test
  void correlationsThatTieByTheRanksAloneHaveNoWeights() {
    double[][] x = Arrays2D.gaussian(19, 12, 9);

    assertUndefined(
        score("pwcca", Arrays2D.side(x), Arrays2D.side(Arrays2D.gaussian(19, 10, 10))),
        "ranks 12 and 10, together more than the rows less 1, 18");
    assertThat(score("pwcca", Arrays2D.side(x), Arrays2D.side(x)).value()).hasValue(1);
  }

  @Test
  void fewerThanThreeDifferentRowsHaveNoDimension() {
    double[][] x = new double[19][2];
    x[3][1] = 1;

    assertUndefined(
        describe("intrinsic-dimension", Arrays2D.side(x)), "at least 3 different rows, has 2");
  }

  @Test
  void rowsOfACubeHaveNearestNeighboursThatTie() {
    double[][] corners = new double[8][3];
    for (int i = 0; i < 8; i++) {
      corners[i] = new double[] {i & 1, i >> 1 & 1, i >> 2};
    }

    assertUndefined(
        describe("intrinsic-dimension", Arrays2D.side(corners)), "of each row are equally far");
  }

  @Test
  void valuesBeyondFloat64AreNotNaN() {
    double[][] x = Arrays2D.gaussian(19, 2, 5);
    x[0][0] = Double.MAX_VALUE;
    x[1][0] = -Double.MAX_VALUE;
    Side beyond = Arrays2D.side(x);

    for (String measure :
        new String[] {"cka", "cka-debiased", "cka-rbf", "svcca", "pwcca", "procrustes"}) {
      assertUndefined(score(measure, beyond, VARIED), "exceed what float64 can hold");
      assertUndefined(score(measure, VARIED, beyond), "exceed what float64 can hold");
    }
    for (String descriptor :
        new String[] {"effective-rank", "participation-ratio", "intrinsic-dimension"}) {
      assertUndefined(describe(descriptor, beyond), "exceed what float64 can hold");
    }
    assertThat(score("mutual-knn", beyond, VARIED).value()).isPresent();
    assertThat(score("rsa", beyond, VARIED).value()).isPresent();
    assertThat(describe("anisotropy", beyond).value()).isPresent();
  }

  @Test
  void sidesOfDifferentRowsAreRefused() {
    Side shorter = Arrays2D.side(Arrays2D.gaussian(8, 3, 6));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pair.of(VARIED, shorter))
        .withMessageContaining("19 rows")
        .withMessageContaining("8");
  }

  /// 16 rows of which the first `n` are finite.
  private static Side firstRows(int n) {
    double[][] x = Arrays2D.gaussian(16, 3, 3);
    for (int row = n; row < 16; row++) {
      x[row][row % 3] = row % 2 == 0 ? Double.NaN : Double.NEGATIVE_INFINITY;
    }
    return Arrays2D.side(x);
  }

  private static double[][] constant(double value) {
    double[][] rows = new double[19][5];
    Arrays.stream(rows).forEach(row -> Arrays.fill(row, value));
    return rows;
  }

  private static Score score(String measure, Side x, Side y) {
    return Measures.named(measure).orElseThrow().score(x, y);
  }

  private static Score describe(String descriptor, Side side) {
    return Measures.descriptor(descriptor).orElseThrow().score(side);
  }

  private static void assertUndefined(Score score, String why) {
    assertThat(score.value()).isEmpty();
    assertThat(score.low()).isEmpty();
    assertThat(score.high()).isEmpty();
    assertThat(score.undefined().orElseThrow()).contains(why);
  }
}
