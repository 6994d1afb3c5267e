package dev.lamina.metrics.hsic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.metrics.blas.OpenBlas;
import dev.lamina.metrics.blas.PlainJava;
import dev.lamina.metrics.blas.Precision;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// The terms of a pass against their definitions, and what must not change them.
class LinearPassTest {

  private static final Closeness FLOAT64 = new Closeness(1e-12);
  private static final Closeness FLOAT32 = new Closeness(2e-6);
  private static final Passes PLAIN = Passes.plain();

  @Property(tries = 150)
  void termsAreWhatTheirDefinitionsSay(
      @ForAll @IntRange(min = 1, max = 60) int rows,
      @ForAll @IntRange(min = 1, max = 60) int dx,
      @ForAll @IntRange(min = 1, max = 60) int dy,
      @ForAll long seed) {
    Rows x = Rows.random(rows, dx, seed).rounded();
    Rows y = x.related(dy, seed + 1).rounded();
    PairTerms expected = Reference.of(x, y);

    FLOAT64.assertSame(PLAIN.terms(x, y), expected);
    FLOAT32.assertSame(PLAIN.in(Precision.FLOAT32).terms(x, y), expected);
  }

  @Example
  void severalBlocksAddUp() {
    Rows x = Rows.random(2 * Tile.MOST_TERMS + 7, 5, 1).rounded();
    Rows y = x.related(3, 2).rounded();

    FLOAT64.assertSame(PLAIN.portions(999).terms(x, y), Reference.of(x, y));
    FLOAT32.assertSame(PLAIN.in(Precision.FLOAT32).terms(x, y), Reference.of(x, y));
  }

  @Example
  void severalTilesMakeUpAProduct() {
    Rows x = Rows.random(90, 2100, 3);
    Rows y = x.related(40, 4);

    FLOAT64.assertSame(PLAIN.terms(x, y), Reference.of(x, y));
    FLOAT64.assertSame(PLAIN.terms(y, x), Reference.of(y, x));
  }

  @Property(tries = 40)
  void anyPortionsGiveTheSameBits(
      @ForAll @IntRange(min = 1, max = 50) int rows,
      @ForAll @IntRange(min = 1, max = 50) int d,
      @ForAll @IntRange(min = 1, max = 20) int most,
      @ForAll Precision precision,
      @ForAll long seed) {
    Rows x = Rows.random(rows, d, seed);
    Rows y = x.related(9, seed + 1);

    assertThat(PLAIN.in(precision).portions(most).terms(x, y))
        .isEqualTo(PLAIN.in(precision).terms(x, y));
  }

  @Property(tries = 10)
  void twoThreadsGiveWhatOneGives(
      @ForAll @IntRange(min = 2, max = 200) int rows, @ForAll Precision precision) {
    Rows x = Rows.random(rows, 70, rows);
    Rows y = x.related(120, rows + 1);
    Passes two = PLAIN.in(precision).by(OpenBlas.withDefaults().withThreads(2));

    assertThat(two.terms(x, y)).isEqualTo(PLAIN.in(precision).terms(x, y));
  }

  @Property(tries = 30)
  void plainJavaGivesTheSameTerms(
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 40) int d,
      @ForAll long seed) {
    Rows x = Rows.random(rows, d, seed).rounded();
    Rows y = x.related(13, seed + 1).rounded();
    Passes java = PLAIN.by(new PlainJava());

    FLOAT64.assertSame(java.terms(x, y), PLAIN.terms(x, y));
    FLOAT32.assertSame(java.in(Precision.FLOAT32).terms(x, y), PLAIN.terms(x, y));
  }

  @Property(tries = 40)
  void knownTermsOfASideGiveTheSameBits(
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 40) int dx,
      @ForAll @IntRange(min = 1, max = 40) int dy,
      @ForAll Precision precision,
      @ForAll long seed) {
    Rows x = Rows.random(rows, dx, seed);
    Rows y = x.related(dy, seed + 1);
    Passes pass = PLAIN.in(precision);

    PairTerms anew = pass.terms(x, y);

    assertThat(pass.terms(x, stored(pass, x), y, Optional.empty())).isEqualTo(anew);
    assertThat(pass.terms(x, stored(pass, x), y, stored(pass, y))).isEqualTo(anew);
  }

  @Property(tries = 40)
  void memoryOfAnEarlierPassGivesTheSameBits(
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 40) int dx,
      @ForAll @IntRange(min = 1, max = 40) int dy,
      @ForAll Precision precision,
      @ForAll long seed) {
    Rows x = Rows.random(rows, dx, seed);
    Rows y = x.related(dy, seed + 1);
    Passes pass = PLAIN.in(precision);

    try (NativeMemory memory = new NativeMemory()) {
      pass.terms(memory, Rows.random(rows, dx, seed + 2), Rows.random(rows, dy, seed + 3));
      assertThat(pass.terms(memory, x, y)).isEqualTo(pass.terms(x, y));
    }
  }

  /// What a pass over one side gives, through its stored form.
  private static Optional<SelfTerms> stored(Passes way, Rows side) {
    List<LinearPass.Input> alone = List.of(LinearPass.Input.of(side.columns()));
    try (LinearPass pass =
        new LinearPass(side.count(), alone, List.of(), way.kernel(), way.precision())) {
      way.feed(pass, List.of(side));
      pass.finish();
      return Optional.of(SelfTerms.fromDoubles(pass.self(0).toDoubles()));
    }
  }

  @Example
  void manyPairsInOnePassAreWhatEachIsAlone() {
    Rows base = Rows.random(150, 20, 5);
    List<Rows> sides =
        List.of(base, base.related(30, 6), base.related(200, 7), base.related(170, 8));
    List<LinearPass.Sides> pairs =
        List.of(
            new LinearPass.Sides(0, 1),
            new LinearPass.Sides(2, 0),
            new LinearPass.Sides(2, 3),
            new LinearPass.Sides(1, 1));
    List<LinearPass.Input> inputs =
        sides.stream().map(side -> LinearPass.Input.of(side.columns())).toList();

    try (LinearPass pass =
        new LinearPass(150, inputs, pairs, OpenBlas.withDefaults(), Precision.FLOAT64)) {
      Passes.plain().feed(pass, sides);
      List<PairTerms> found = pass.finish();

      for (int i = 0; i < pairs.size(); i++) {
        Rows first = sides.get(pairs.get(i).first());
        Rows second = sides.get(pairs.get(i).second());
        FLOAT64.assertSame(found.get(i), Reference.of(first, second));
      }
      assertThat(pass.self(1)).isEqualTo(found.getFirst().y());
    }
  }
}
