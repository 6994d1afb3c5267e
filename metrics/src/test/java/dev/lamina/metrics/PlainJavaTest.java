package dev.lamina.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Where OpenBLAS has no library, plain Java gives the same scores.
class PlainJavaTest {

  @Property(tries = 40)
  void plainJavaScoresAsOpenBlas(@ForAll long seed, @ForAll @IntRange(min = 4, max = 30) int rows) {
    double[][] x = Arrays2D.gaussian(rows, 12, seed);
    double[][] y = Arrays2D.related(x, 15, seed);

    for (Measure measure : Measures.all()) {
      double plain =
          measure.score(Arrays2D.plainSide(x), Arrays2D.plainSide(y)).value().orElseThrow();
      assertThat(measure.score(Arrays2D.side(x), Arrays2D.side(y)).value().orElseThrow())
          .isCloseTo(plain, within(1e-11));
    }
  }
}
