package dev.lamina.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// Holds measures and descriptors to the values of `src/test/python/golden.py`, which computes
/// them from their definitions. The tolerance is a thousandth of what is promised, but a tenth
/// where distances are kept in float32. Descriptors are of the first side.
class GoldenTest {

  private static final double TOLERANCE = 1e-9;
  private static final double FLOAT32_TOLERANCE = 1e-7;

  @ParameterizedTest
  @CsvFileSource(resources = "golden.csv", commentCharacter = '#')
  void measureEqualsItsDefinition(
      String name,
      int rows,
      int dx,
      int dy,
      double offset,
      int dropped,
      String measure,
      double expected) {
    // Given
    double[][] x = noise(rows, dx, 1);
    double[][] y = noise(rows, dy, 2);
    blend(x, y);
    shift(x, offset);
    shift(y, -offset);
    if (dropped > 0) {
      x[0][0] = Double.NaN;
      x[17][0] = Double.NaN;
      y[17][dy - 1] = Double.POSITIVE_INFINITY;
      y[39][dy - 1] = Double.POSITIVE_INFINITY;
    }

    // When
    Score score = score(measure, Arrays2D.side(x), Arrays2D.side(y));

    // Then
    assertThat(score.value().orElseThrow())
        .as(name)
        .isCloseTo(expected, within(tolerance(measure)));
    assertThat(score.n()).isEqualTo(rows - dropped);
    assertThat(score.dropped()).isEqualTo(dropped);
    assertThat(score.measure()).isEqualTo(measure);
  }

  private static Score score(String name, Side x, Side y) {
    return Measures.named(name)
        .map(measure -> measure.score(x, y))
        .orElseGet(() -> Measures.descriptor(name).orElseThrow().score(x));
  }

  private static double tolerance(String measure) {
    return measure.equals("cka-rbf") ? FLOAT32_TOLERANCE : TOLERANCE;
  }

  private static double[][] noise(int rows, int columns, int seed) {
    double[][] values = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        int mixed = i * 7919 + j * 104729 + i * j * 31 + i * i * (17 + seed) + seed * 613;
        values[i][j] = mixed % 1009 / 1009.0 - 0.5;
      }
    }
    return values;
  }

  private static void blend(double[][] x, double[][] y) {
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < Math.min(x[i].length, y[i].length); j++) {
        y[i][j] = 0.75 * x[i][j] + 0.25 * y[i][j];
      }
    }
  }

  private static void shift(double[][] values, double offset) {
    for (double[] row : values) {
      for (int j = 0; j < row.length; j += 3) {
        row[j] += offset;
      }
    }
  }
}
