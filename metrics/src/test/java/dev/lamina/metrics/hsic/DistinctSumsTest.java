package dev.lamina.metrics.hsic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistinctSumsTest {

  @ParameterizedTest
  @CsvSource({"9, 4", "9, 20", "3, 2", "200, 5"})
  void sumsOfFewRowsEqualTheirDefinition(int n, int columns) {
    Rows side = Rows.random(n, columns, n);
    double[][] k = gram(side.centred());
    double cubes = 0;
    double triangles = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int l = 0; l < n; l++) {
          triangles += i == j || j == l || l == i ? 0 : k[i][j] * k[j][l] * k[l][i];
        }
        cubes += i == j ? 0 : k[i][j] * k[i][j] * k[i][j];
      }
    }

    DistinctSums sums = of(side);

    assertThat(sums.cubes()).isCloseTo(cubes, within(1e-9 * Math.abs(cubes) + 1e-9));
    assertThat(sums.triangles()).isCloseTo(triangles, within(1e-9 * Math.abs(triangles) + 1e-9));
  }

  /// `tr K³` of 3,000 rows with a covariance near the identity: `n³ d`, within sampling.
  @Test
  void sumsOfManyRowsAreEstimatedFromSome() {
    Rows side = Rows.random(3000, 5, 1);
    double variance = 1 + 2 * 0.09; // of z + 0.3 z²

    double expected = Math.pow(3000 * variance, 3) * 5;

    assertThat(of(side).triangles()).isCloseTo(expected, withinPercentage(40));
  }

  private static DistinctSums of(Rows side) {
    return LinearPass.between(side.count(), side.values(), side.values()).x().distinct();
  }

  private static double[][] gram(double[][] rows) {
    double[][] gram = new double[rows.length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows.length; j++) {
        gram[i][j] = Vectors.dot(rows[i], rows[j]);
      }
    }
    return gram;
  }
}
