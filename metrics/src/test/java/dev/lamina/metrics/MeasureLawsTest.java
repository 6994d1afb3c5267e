package dev.lamina.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
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

  /// Of distances kept in float32.
  private static final double FLOAT32_ROUNDING = 1e-7;

  /// Two related sides of the same rows.
  static final class Sides {
    private final double[][] x;
    private final double[][] y;

    Sides(double[][] x, double[][] y) {
      this.x = x;
      this.y = y;
    }

    static Sides of(int rows, int dx, int dy, long seed) {
      double[][] x = Arrays2D.gaussian(rows, dx, seed);
      return new Sides(x, Arrays2D.related(x, dy, seed + 7));
    }

    Sides changed(Invariance change, long seed) {
      double[][] first = Changes.of(x, change, seed);
      return new Sides(
          first, change == Invariance.ROW_PERMUTATION ? Changes.of(y, change, seed) : y);
    }

    Sides exchanged() {
      return new Sides(y, x);
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
        .as(Sides::of);
  }

  @Property(tries = 300)
  void symmetricMeasuresIgnoreWhichSideIsFirst(
      @ForAll("measures") Measure measure, @ForAll("sides") Sides sides) {
    Assume.that(measure.traits().symmetric());
    assertSame(measure, sides, sides.exchanged());
  }

  @Property(tries = 2000)
  void whatAMeasureIsDeclaredInvariantToChangesNothing(
      @ForAll("measures") Measure measure,
      @ForAll Invariance change,
      @ForAll("sides") Sides sides,
      @ForAll boolean exchanged,
      @ForAll long seed) {
    Assume.that(measure.traits().invariantTo().contains(change));
    Sides before = exchanged ? sides.exchanged() : sides;
    assertSame(measure, before, before.changed(change, seed));
  }

  @Property
  void whatAMeasureIsNotDeclaredInvariantToChangesIt(
      @ForAll("measures") Measure measure, @ForAll Invariance change) {
    Assume.that(!measure.traits().invariantTo().contains(change));
    Sides sides = Sides.of(60, 9, 7, 1);
    double before = value(measure, sides).orElseThrow();
    double after = value(measure, sides.changed(change, 2)).orElseThrow();
    assertThat(Math.abs(after - before)).isGreaterThan(1e-3);
  }

  @Property(tries = 300)
  void aSideIsMoreLikeItselfThanLikeAnyOther(
      @ForAll("measures") Measure measure, @ForAll("sides") Sides sides) {
    int direction = measure.traits().higherIsMoreAlike() ? 1 : -1;
    OptionalDouble itself = value(measure, new Sides(sides.x, sides.x));
    OptionalDouble other = value(measure, sides);
    Assume.that(itself.isPresent() && other.isPresent());
    assertThat(direction * (itself.getAsDouble() - other.getAsDouble()))
        .isGreaterThanOrEqualTo(-ROUNDING);
  }

  @Property(tries = 300)
  void aSideIsAsLikeItselfAsCanBe(
      @ForAll("measures") Measure measure, @ForAll("sides") Sides sides) {
    OptionalDouble itself = value(measure, new Sides(sides.x, sides.x));
    Assume.that(itself.isPresent());
    Assume.that(sides.x[0].length > 1); // one feature: all cosines tie
    assertThat(itself.getAsDouble())
        .isCloseTo(measure.traits().higherIsMoreAlike() ? 1 : 0, within(FLOAT32_ROUNDING));
  }

  private static void assertSame(Measure measure, Sides before, Sides after) {
    OptionalDouble expected = value(measure, before);
    OptionalDouble found = value(measure, after);
    assertThat(found.isPresent()).isEqualTo(expected.isPresent());
    Assume.that(expected.isPresent());
    double tolerance = measure.name().equals("cka-rbf") ? FLOAT32_ROUNDING : ROUNDING;
    assertThat(found.getAsDouble()).isCloseTo(expected.getAsDouble(), within(tolerance));
  }

  private static OptionalDouble value(Measure measure, Sides sides) {
    return measure.score(Arrays2D.side(sides.x), Arrays2D.side(sides.y)).value();
  }
}
