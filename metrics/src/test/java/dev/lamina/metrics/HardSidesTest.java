package dev.lamina.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows and features that real states have now and then: copies, constants, zeros.
class HardSidesTest {

  private static final double[][] X = Arrays2D.gaussian(40, 6, 1);
  private static final double[][] Y = Arrays2D.related(X, 5, 2);

  @ParameterizedTest
  @ValueSource(strings = {"svcca", "pwcca", "procrustes", "cka-rbf"})
  void aConstantFeatureChangesNothing(String measure) {
    double[][] more = Arrays.stream(X).map(row -> with(row, 1e6)).toArray(double[][]::new);

    assertSame(measure, value(measure, more, Y), value(measure, X, Y));
  }

  @Test
  void aFeatureThatRepeatsAnotherAddsNoCanonicalCorrelation() {
    double[][] more = Arrays.stream(X).map(row -> with(row, row[0])).toArray(double[][]::new);
    double[][] scaled = Arrays.stream(X).map(row -> with(row, 0)).toArray(double[][]::new);

    Score score = Pwcca.withDefaults().score(Arrays2D.side(more), Arrays2D.side(Y));

    assertThat(score.value()).isPresent();
    assertThat(Arrays2D.side(more).finite().facets().whole().columns()).isEqualTo(6);
    assertThat(Arrays2D.side(scaled).finite().facets().whole().columns()).isEqualTo(6);
  }

  @Test
  void aFeatureOfGreatVarianceDoesNotDrownTheOthers() {
    double[][] massive = Arrays.stream(X).map(double[]::clone).toArray(double[][]::new);
    for (double[] row : massive) {
      row[0] *= 1e9;
    }

    assertThat(Arrays2D.side(massive).finite().facets().whole().columns()).isEqualTo(6);
  }

  @Test
  void copiesOfAllRowsLeaveWhatDependsOnTheSpreadAlone() {
    for (String measure : List.of("cka", "svcca", "pwcca", "procrustes")) {
      assertSame(measure, value(measure, twice(X), twice(Y)), value(measure, X, Y));
    }
  }

  /// Ranks and neighbours of copies tie, and ties do not depend on the order of the rows.
  @Test
  void copiesOfRowsTieWhateverTheirOrder() {
    double[][] x = twice(twice(X));
    double[][] y = twice(twice(Y));
    for (String measure : List.of("rsa", "mutual-knn", "cka-rbf")) {
      double shuffled =
          value(
              measure,
              Changes.of(x, Invariance.ROW_PERMUTATION, 3),
              Changes.of(y, Invariance.ROW_PERMUTATION, 3));
      assertThat(shuffled).as(measure).isCloseTo(value(measure, x, y), within(1e-9));
    }
  }

  /// With one positive feature all cosines are 1: each row's neighbours are any 10 of the others.
  @Test
  void whereAllRowsTieNeighboursAreSharedAsByChance() {
    double[][] ray = new double[40][1];
    Arrays.setAll(ray, i -> new double[] {1 + i});

    assertThat(value("mutual-knn", ray, ray)).isCloseTo(10 / 39.0, within(1e-12));
    assertThat(value("mutual-knn", ray, X)).isCloseTo(10 / 39.0, within(1e-12));
  }

  @Test
  void aRowOfZerosIsAtRightAnglesToAllOthers() {
    double[][] x = Arrays.stream(X).map(double[]::clone).toArray(double[][]::new);
    x[7] = new double[6];

    assertThat(value("mutual-knn", x, Y)).isBetween(0.0, 1.0);
    assertThat(value("rsa", x, Y)).isBetween(-1.0, 1.0);
  }

  /// More rows than a tile has.
  @Test
  void tilesOfRowsFitTogether() {
    int n = RowTiles.LARGEST + 300;
    double[][] x = Arrays2D.gaussian(n, 3, 5);
    double[][] last = Arrays.copyOfRange(x, n - 20, n);
    double[][] apart = new double[n][];
    Arrays.setAll(apart, i -> i < n - 20 ? x[i] : scaled(x[i], 1e3));

    assertThat(value("mutual-knn", x, x)).isEqualTo(1);
    assertThat(value("rsa", x, x)).isCloseTo(1, within(1e-12));
    assertThat(value("cka-rbf", x, x)).isCloseTo(1, within(1e-12));
    assertThat(value("mutual-knn", x, apart)).isEqualTo(1);
    float[] squares = Distances.squared(Arrays2D.side(x).finite());
    for (int i = 0; i < 20; i++) {
      for (int j = i + 1; j < 20; j++) {
        double expected = Distances.between(last[i].clone(), last[j].clone());
        int pair = RowPairs.base(n - 20 + i, n) + n - 20 + j;
        double scale = Arrays2D.side(x).finite().energies()[0] / energy(x, 0);
        assertThat(Math.sqrt(squares[pair] / scale)).isCloseTo(expected, within(1e-5));
      }
    }
  }

  private static double energy(double[][] rows, int row) {
    double squares = 0;
    for (int c = 0; c < rows[row].length; c++) {
      int column = c;
      double mean = Arrays.stream(rows).mapToDouble(r -> r[column]).average().orElseThrow();
      squares += (rows[row][c] - mean) * (rows[row][c] - mean);
    }
    return squares;
  }

  private static double[] with(double[] row, double value) {
    double[] more = Arrays.copyOf(row, row.length + 1);
    more[row.length] = value;
    return more;
  }

  private static double[] scaled(double[] row, double factor) {
    return Arrays.stream(row).map(value -> value * factor).toArray();
  }

  private static double[][] twice(double[][] rows) {
    return Stream.of(rows, rows).flatMap(Arrays::stream).toArray(double[][]::new);
  }

  private static double value(String measure, double[][] x, double[][] y) {
    return Measures.named(measure)
        .orElseThrow()
        .score(Arrays2D.side(x), Arrays2D.side(y))
        .value()
        .orElseThrow();
  }

  private static void assertSame(String measure, double found, double expected) {
    assertThat(found).as(measure).isCloseTo(expected, within(1e-7));
  }
}
