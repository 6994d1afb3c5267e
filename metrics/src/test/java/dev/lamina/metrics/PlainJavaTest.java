package dev.lamina.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Where OpenBLAS has no library, plain Java gives the same scores.
class PlainJavaTest {

  @Property(tries = 40)
  void plainJavaScoresAsOpenBlas(@ForAll long seed, @ForAll @IntRange(min = 4, max = 30) int rows) {
    double[][] x = Arrays2D.gaussian(rows, 12, seed);
    double[][] y = Arrays2D.related(x, 15, seed);

    List<Score> found = Measures.score(Measures.all(), Arrays2D.side(x), Arrays2D.side(y));
    List<Score> plain =
        Measures.score(Measures.all(), Arrays2D.plainSide(x), Arrays2D.plainSide(y));
    for (int i = 0; i < plain.size(); i++) {
      assertSame(found.get(i), plain.get(i));
    }
    for (Descriptor descriptor : Measures.descriptors()) {
      assertSame(descriptor.score(Arrays2D.side(x)), descriptor.score(Arrays2D.plainSide(x)));
    }
  }

  private static void assertSame(Score found, Score plain) {
    assertThat(found.undefined()).isEqualTo(plain.undefined());
    if (plain.value().isPresent()) {
      assertThat(found.value().getAsDouble())
          .as(plain.measure())
          .isCloseTo(plain.value().getAsDouble(), within(tolerance(plain.measure())));
    }
  }

  private static double tolerance(String measure) {
    return switch (measure) {
      case "cka", "cka-debiased" -> 1e-11;
      case "cka-rbf", "procrustes" -> 1e-7;
      default -> 1e-9;
    };
  }
}
