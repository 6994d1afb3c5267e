package dev.lamina.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
