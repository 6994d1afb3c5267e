package dev.lamina.metrics.section;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SectionFinderTest {

  private static final SectionFinder FINDER = SectionFinder.withDefaults().withResamples(50);

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 12, 71})
  void plantedBoundariesAreFound(int tasks) {
    Sections found = FINDER.find(Planted.levels(tasks, 0.02, 5, 0.95, 10, 0.8, 6, 0.6, 17));

    assertThat(boundaries(found)).containsExactly(9, 15);
    assertThat(found.sections()).extracting(Section::firstLayer).containsExactly(0, 10, 16);
    assertThat(found.sections()).extracting(Section::lastLayer).containsExactly(9, 15, 32);
    assertThat(found.tasks()).isEqualTo(tasks);
  }

  @Test
  void plantedBoundariesOfManyTasksAreSure() {
    Sections found = FINDER.find(Planted.levels(40, 0.02, 5, 0.95, 10, 0.8, 6, 0.6, 17));

    assertThat(found.boundaries())
        .allSatisfy(
            boundary -> {
              assertThat(boundary.low()).isEqualTo(boundary.afterLayer());
              assertThat(boundary.high()).isEqualTo(boundary.afterLayer());
              assertThat(boundary.support()).isGreaterThan(0.95);
            });
    assertThat(found.supportOfCount().get(2)).isGreaterThan(0.95);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 6, 71})
  void flatCurvesAreOneSection(int tasks) {
    for (int seed = 0; seed < 20; seed++) {
      Sections found = FINDER.withResamples(20).find(Planted.levels(tasks, 0.03, seed, 0.8, 33));
      assertThat(found.sections()).as("seed %d", seed).hasSize(1);
      assertThat(found.boundaries()).isEmpty();
    }
  }

  @Test
  void theFlatCurveOfASingleTaskIsSeldomCut() {
    SectionFinder finder = FINDER.withResamples(1);
    long cut =
        IntStream.range(0, 200)
            .mapToObj(seed -> finder.find(Planted.levels(1, 0.03, seed, 0.8, 12)))
            .filter(found -> found.sections().size() > 1)
            .count();

    assertThat(cut).isLessThan(10);
  }

  @Test
  void curvesWithoutAnyNoiseAreCutWhereTheyStep() {
    assertThat(boundaries(FINDER.find(Planted.levels(5, 0, 1, 0.9, 4, 0.5, 8)))).containsExactly(3);
    assertThat(FINDER.find(Planted.levels(5, 0, 1, 0.9, 12)).sections()).hasSize(1);
  }

  @Test
  void aGradualTransitionIsCutOffAtBothEnds() {
    double[][] curves = Planted.levels(30, 0.02, 3, 0, 33);
    for (double[] curve : curves) {
      for (int layer = 0; layer < 33; layer++) {
        curve[layer] += 0.95 - 0.35 * Math.clamp((layer - 9) / 7.0, 0, 1);
      }
    }

    Sections found = FINDER.find(curves);

    assertThat(found.sections()).hasSizeBetween(3, 4);
    assertThat(found.sections().getFirst().lastLayer()).isBetween(8, 11);
    assertThat(found.sections().getLast().firstLayer()).isBetween(14, 17);
  }

  @Test
  void moreThanThreeSectionsAreFound() {
    assertThat(
            boundaries(
                FINDER.find(Planted.levels(10, 0.02, 4, 0.9, 6, 0.5, 6, 0.8, 6, 0.3, 6, 0.6, 6))))
        .containsExactly(5, 11, 17, 23);
  }

  @Test
  void tasksThatDisagreeWidenTheInterval() {
    double[][] curves = Planted.levels(24, 0.02, 6, 0.9, 10, 0.5, 14);
    double[][] later = Planted.levels(24, 0.02, 7, 0.9, 14, 0.5, 10);
    System.arraycopy(later, 0, curves, 0, 12);

    Boundary boundary = FINDER.withMaxSections(2).find(curves).boundaries().getFirst();

    assertThat(boundary.high() - boundary.low()).isGreaterThanOrEqualTo(4);
    assertThat(boundary.support()).isLessThan(0.9);
  }

  @Test
  void missingScoresAreLeftOut() {
    double[][] curves = Planted.levels(12, 0.02, 8, 0.95, 10, 0.6, 12);
    for (int task = 0; task < 12; task++) {
      curves[task][(task * 5) % 22] = Double.NaN;
      curves[task][15] = Double.NaN; // no task has this layer
    }
    Arrays.fill(curves[3], Double.NaN);

    Sections found = FINDER.find(curves);

    assertThat(boundaries(found)).containsExactly(9);
    assertThat(found.tasks()).isEqualTo(11);
    assertThat(found.sections().get(1).mean()).isCloseTo(mean(curves, 10, 22), within(1e-12));
  }

  @Test
  void withoutAnyScoreThereAreNoSections() {
    Sections found = FINDER.find(new double[][] {{Double.NaN, Double.NaN}});

    assertThat(found).isEqualTo(new Sections(List.of(), List.of(), List.of(), 0));
    assertThat(FINDER.find(new double[0][])).isEqualTo(found);
  }

  @Test
  void theBoundaryOfASingleTaskIsSureOnlyWhereItIsSharp() {
    Sections sharp = FINDER.find(Planted.levels(1, 0.01, 9, 0.9, 8, 0.5, 8));
    List<Boundary> noisy =
        IntStream.range(0, 40)
            .mapToObj(seed -> FINDER.find(Planted.levels(1, 0.04, seed, 0.9, 7, 0.7, 1, 0.5, 8)))
            .flatMap(found -> found.boundaries().stream())
            .toList();

    assertThat(sharp.boundaries()).hasSize(1);
    assertThat(sharp.boundaries().getFirst().support()).isGreaterThan(0.99);
    assertThat(noisy).anyMatch(boundary -> boundary.support() < 0.7);
    assertThat(noisy).anyMatch(boundary -> boundary.low() < boundary.high());
  }

  @Test
  void aSingleLayerIsASection() {
    Sections found = FINDER.find(new double[][] {{0.5}, {0.7}});

    assertThat(found.sections()).hasSize(1);
    assertThat(found.sections().getFirst().mean()).isCloseTo(0.6, within(1e-12));
  }

  @Test
  void theSameSeedGivesTheSameAnswer() {
    double[][] curves = Planted.levels(8, 0.15, 10, 0.9, 10, 0.6, 12);

    assertThat(FINDER.find(curves)).isEqualTo(FINDER.find(curves));
    assertThat(FINDER.withSeed(99).find(curves)).isNotEqualTo(FINDER.find(curves));
    assertThat(sum(FINDER.find(curves).supportOfCount())).isCloseTo(1, within(1e-9));
  }

  @Test
  void tasksOfDifferentLayersAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FINDER.find(new double[][] {{1, 2}, {1, 2, 3}}))
        .withMessageContaining("2 and 3 layers");
  }

  private static List<Integer> boundaries(Sections sections) {
    return sections.boundaries().stream().map(Boundary::afterLayer).toList();
  }

  private static double sum(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sum();
  }

  private static double mean(double[][] curves, int from, int to) {
    return Arrays.stream(curves)
        .flatMapToDouble(curve -> Arrays.stream(curve, from, to))
        .filter(Double::isFinite)
        .average()
        .orElseThrow();
  }
}
