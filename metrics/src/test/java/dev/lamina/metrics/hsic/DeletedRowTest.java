package dev.lamina.metrics.hsic;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Deleting a row from the sums equals forming the sums of the rows left.
class DeletedRowTest {

  private static final Closeness ROUNDING = new Closeness(1e-9);

  @Property(tries = 50)
  void sumsWithoutARowAreThoseOfTheRowsLeft(
      @ForAll @IntRange(min = 3, max = 30) int rows,
      @ForAll @IntRange(min = 1, max = 40) int dx,
      @ForAll @IntRange(min = 1, max = 40) int dy,
      @ForAll long seed) {
    Rows x = Rows.random(rows, dx, seed);
    Rows y = x.related(dy, seed + 1);
    PairTerms all = Passes.plain().terms(x, y);

    for (int k = 0; k < all.sampledRows(); k++) {
      int row = all.sampledRow(k);
      PairTerms left = Passes.plain().terms(x.without(row), y.without(row));
      ROUNDING.assertSame(all.xy().without(all.xyRow(k)), left.xy());
      ROUNDING.assertSame(all.xx().without(all.xxRow(k)), left.xx());
      ROUNDING.assertSame(all.yy().without(all.yyRow(k)), left.yy());
    }
  }

  @Example
  void aSampleIsSpreadEvenlyAndAlwaysTheSame() {
    RowSample some = RowSample.spread(5 * RowSample.SOME);
    assertThat(some.size()).isEqualTo(RowSample.SOME);
    for (int k = 0; k < some.size(); k++) {
      assertThat(some.row(k)).isEqualTo((int) (5 * k + 2.5));
    }
    RowSample all = RowSample.spread(RowSample.MOST);
    assertThat(all.row(0)).isZero();
    assertThat(all.row(RowSample.MOST - 1)).isEqualTo(RowSample.MOST - 1);
  }
}
