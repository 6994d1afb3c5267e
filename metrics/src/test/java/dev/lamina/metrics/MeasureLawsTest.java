package dev.lamina.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Each declaration of each measure, as a law on random sides: with more rows than features,
/// fewer, and between.
class MeasureLawsTest {

  private static final double ROUNDING = 1e-9;

  /// Two related sides of the same rows.
  static final class Sides {
    private final double[][] x;
    private final double[][] y;

    Sides(double[][] x, double[][] y) {
      this.x = x;
      this.y = y;
    }

    @Override
    public String toString() {
      return "x %d x %d, y %d x %d".formatted(x.length, x[0].length, y.length, y[0].length);
    }
  }

  @Provide
  Arbitrary<Measure> measures() {
    return Arbitraries.of(Measures.all());
  }

  @Provide
  Arbitrary<Sides> sides() {
    return Combinators.combine(
            Arbitraries.integers().between(6, 40),
            Arbitraries.integers().between(1, 24),
            Arbitraries.integers().between(1, 24),
            Arbitraries.longs())
        .as(
            (rows, dx, dy, seed) -> {
              double[][] x = Arrays2D.gaussian(rows, dx, seed);
              return new Sides(x, Arrays2D.related(x, dy, seed + 7));
            });
  }

  @Property(tries = 100)
  void symmetricMeasuresIgnoreWhichSideIsFirst(
      @ForAll("measures") Measure measure, @ForAll("sides") Sides sides) {
    Assume.that(measure.traits().symmetric());
    assertSame(measure, sides, new Sides(sides.y, sides.x));
  }

  @Property(tries = 100)
  void orthogonalTransformsOfOneSideChangeNothing(
      @ForAll("measures") Measure measure, @ForAll("sides") Sides sides, @ForAll long seed) {
    assumeInvariant(measure, Invariance.ORTHOGONAL_TRANSFORM);
    double[][] turn = Arrays2D.orthogonal(sides.x[0].length, seed);
    assertSame(measure, sides, new Sides(Arrays2D.times(sides.x, turn), sides.y));
  }

  @Property(tries = 100)
  void scalingOneSideChangesNothing(
      @ForAll("measures") Measure measure,
      @ForAll("sides") Sides sides,
      @ForAll("factors") double factor) {
    assumeInvariant(measure, Invariance.ISOTROPIC_SCALING);
    assertSame(measure, sides, new Sides(sides.x, map(sides.y, row -> scaled(row, factor))));
  }

  /// Down to where squares would vanish and up to where they would overflow.
  @Provide
  Arbitrary<Double> factors() {
    return Arbitraries.of(-1e-200, 1e-200, -3.0, 0.1, 7e5, 1e200);
  }

  @Property(tries = 100)
  void addingARowToEachRowOfOneSideChangesNothing(
      @ForAll("measures") Measure measure, @ForAll("sides") Sides sides, @ForAll long seed) {
    assumeInvariant(measure, Invariance.TRANSLATION);
    double[] shift = scaled(Arrays2D.gaussian(1, sides.x[0].length, seed)[0], 1000);
    assertSame(measure, sides, new Sides(map(sides.x, row -> sum(row, shift)), sides.y));
  }

  @Property(tries = 100)
  void anotherOrderOfTheRowsOfBothSidesChangesNothing(
      @ForAll("measures") Measure measure, @ForAll("sides") Sides sides, @ForAll long seed) {
    assumeInvariant(measure, Invariance.ROW_PERMUTATION);
    assertSame(measure, sides, new Sides(shuffled(sides.x, seed), shuffled(sides.y, seed)));
  }

  @Property(tries = 100)
  void aSideIsMoreLikeItselfThanLikeAnyOther(
      @ForAll("measures") Measure measure, @ForAll("sides") Sides sides) {
    int direction = measure.traits().higherIsMoreAlike() ? 1 : -1;
    double itself = value(measure, new Sides(sides.x, sides.x));
    double other = value(measure, sides);
    assertThat(direction * (itself - other)).isGreaterThanOrEqualTo(-ROUNDING);
  }

  private static void assumeInvariant(Measure measure, Invariance invariance) {
    Assume.that(measure.traits().invariantTo().contains(invariance));
  }

  private static void assertSame(Measure measure, Sides before, Sides after) {
    assertThat(value(measure, after)).isCloseTo(value(measure, before), within(ROUNDING));
  }

  private static double value(Measure measure, Sides sides) {
    return measure.score(Arrays2D.side(sides.x), Arrays2D.side(sides.y)).value().orElseThrow();
  }

  private static double[][] map(double[][] rows, UnaryOperator<double[]> change) {
    return Arrays.stream(rows).map(change).toArray(double[][]::new);
  }

  private static double[] scaled(double[] row, double factor) {
    return Arrays.stream(row).map(value -> value * factor).toArray();
  }

  private static double[] sum(double[] row, double[] other) {
    double[] sum = row.clone();
    Arrays.setAll(sum, i -> row[i] + other[i]);
    return sum;
  }

  private static double[][] shuffled(double[][] rows, long seed) {
    List<double[]> order = new ArrayList<>(List.of(rows));
    Collections.shuffle(order, new Random(seed));
    return order.toArray(double[][]::new);
  }
}
