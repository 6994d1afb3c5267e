package dev.lamina.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.lamina.metrics.blas.OpenBlas;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Both passes over the rows may take them in any portions and in any order.
class PartialSumsTest {

  private static final int ROWS = 64;
  private static final double ROUNDING = 1e-12;

  record Portion(int from, int to) {}

  @Property(tries = 100)
  void productsOfPortionsAddUpInAnyOrder(@ForAll long seed, @ForAll @IntRange(max = 20) int cuts) {
    double[][] rows = Arrays2D.gaussian(ROWS, 5, seed);
    Sample x = sample(rows);
    Sample y = sample(Arrays2D.related(rows, 7, seed + 1));

    assertThat(relative(norm(x, y, portions(cuts, seed)), norm(x, y, whole())))
        .isCloseTo(1, within(ROUNDING));
    assertThat(relative(norm(x, x, portions(cuts, seed)), norm(x, x, whole())))
        .isCloseTo(1, within(ROUNDING));
  }

  @Property(tries = 100)
  void centresOfPortionsAddUpInAnyOrder(@ForAll long seed, @ForAll @IntRange(max = 20) int cuts) {
    double[][] rows = Arrays2D.gaussian(ROWS, 3, seed);
    double[] origin = rows[0];

    double[] centred = centredOrigin(rows, origin, portions(cuts, seed));

    double[] expected = centredOrigin(rows, origin, whole());
    for (int c = 0; c < origin.length; c++) {
      assertThat(centred[c]).isCloseTo(expected[c], within(ROUNDING));
    }
  }

  @Property(tries = 50)
  void stackedBatchesScoreAsOneMatrix(@ForAll long seed, @ForAll @IntRange(max = 20) int cuts) {
    double[][] rows = Arrays2D.gaussian(ROWS, 5, seed);
    Side other = Arrays2D.side(Arrays2D.related(rows, 4, seed));
    List<Portion> inOrder = new ArrayList<>(portions(cuts, seed));
    inOrder.sort((a, b) -> Integer.compare(a.from(), b.from()));
    List<Matrix> batches =
        inOrder.stream()
            .map(p -> Arrays2D.matrix(Arrays.copyOfRange(rows, p.from(), p.to())))
            .toList();

    assertThat(Measures.score(Measures.all(), Side.of(Matrix.stacked(batches)), other))
        .isEqualTo(Measures.score(Measures.all(), Arrays2D.side(rows), other));
  }

  @Property(tries = 50)
  void bothFormsOfAProductAgree(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 30) int n,
      @ForAll @IntRange(min = 1, max = 40) int d) {
    double[][] rows = Arrays2D.gaussian(n, d, seed);
    Sample x = sample(rows);
    Sample y = sample(Arrays2D.related(rows, d + 3, seed));

    double byFeatures = norm(x, y, List.of(new Portion(0, n)));

    assertThat(x.gram().dot(y.gram())).isCloseTo(byFeatures, withinPercentage(1e-10));
    assertThat(x.gram().dot(x.gram())).isCloseTo(x.selfNorm(), withinPercentage(1e-10));
  }

  private static Sample sample(double[][] rows) {
    return new Sample(
        Arrays2D.matrix(rows), IntStream.range(0, rows.length).toArray(), OpenBlas.withDefaults());
  }

  private static double norm(Sample x, Sample y, List<Portion> portions) {
    try (CrossProduct product = new CrossProduct(x, y, x.kernel())) {
      portions.forEach(portion -> product.add(portion.from(), portion.to()));
      return product.squaredNorm();
    }
  }

  private static double[] centredOrigin(double[][] rows, double[] origin, List<Portion> portions) {
    ColumnSums sums = new ColumnSums(origin);
    for (Portion portion : portions) {
      for (int row = portion.from(); row < portion.to(); row++) {
        sums.add(rows[row]);
      }
    }
    double[] centred = origin.clone();
    sums.centring().apply(centred, 0, centred.length);
    return centred;
  }

  private static double relative(double found, double expected) {
    return found / expected;
  }

  private static List<Portion> whole() {
    return List.of(new Portion(0, ROWS));
  }

  private static List<Portion> portions(int cuts, long seed) {
    Random random = new Random(seed);
    TreeSet<Integer> ends = new TreeSet<>(List.of(ROWS));
    IntStream.range(0, cuts).forEach(i -> ends.add(1 + random.nextInt(ROWS)));
    List<Portion> portions = new ArrayList<>();
    int from = 0;
    for (int end : ends) {
      portions.add(new Portion(from, end));
      from = end;
    }
    Collections.shuffle(portions, random);
    return portions;
  }
}
