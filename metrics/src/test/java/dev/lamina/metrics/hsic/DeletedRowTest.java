package dev.lamina.metrics.hsic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Deleting a row from the sums equals forming the sums of the rows left.
class DeletedRowTest {

  private static final double RELATIVE = 1e-9;

  @Property(tries = 200)
  void sumsWithoutARowAreThoseOfTheRowsLeft(
      @ForAll @IntRange(min = 3, max = 30) int rows,
      @ForAll @IntRange(min = 1, max = 12) int dx,
      @ForAll @IntRange(min = 1, max = 12) int dy,
      @ForAll long seed) {
    double[] x = gaussian(rows * dx, seed);
    double[] y = related(rows, x, dx, dy, seed);
    PairTerms all = LinearPass.between(rows, x, y);

    for (int k = 0; k < all.sampledRows(); k++) {
      int row = all.sampledRow(k);
      PairTerms left = LinearPass.between(rows - 1, without(x, dx, row), without(y, dy, row));
      assertSame(all.xy().without(all.xyRow(k)), left.xy());
      assertSame(all.xx().without(all.xxRow(k)), left.xx());
      assertSame(all.yy().without(all.yyRow(k)), left.yy());
    }
  }

  private static void assertSame(HsicSums found, HsicSums expected) {
    assertThat(found.rows()).isEqualTo(expected.rows());
    assertClose(found.left(), expected.left(), expected.left());
    assertClose(found.right(), expected.right(), expected.right());
    double most = expected.left() * expected.right();
    assertClose(found.energies(), expected.energies(), most);
    assertClose(found.cross(), expected.cross(), most);
  }

  private static void assertClose(double found, double expected, double scale) {
    assertThat(found).isCloseTo(expected, within(RELATIVE * scale));
  }

  private static double[] gaussian(int count, long seed) {
    return new Random(seed).doubles(count, -1, 1).map(u -> u * u * u).toArray();
  }

  private static double[] related(int rows, double[] x, int dx, int dy, long seed) {
    double[] y = gaussian(rows * dy, seed + 1);
    for (int i = 0; i < rows; i++) {
      y[i * dy] += x[i * dx];
    }
    return y;
  }

  private static double[] without(double[] values, int columns, int row) {
    double[] left = new double[values.length - columns];
    System.arraycopy(values, 0, left, 0, row * columns);
    int after = (row + 1) * columns;
    System.arraycopy(values, after, left, row * columns, values.length - after);
    return left;
  }
}
