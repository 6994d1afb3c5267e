package dev.lamina.metrics.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.metrics.hsic.PairTerms;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ContrastTest {

  private static final int PAIRS = 400;
  private static final double[] LESS = {1, -1};

  @Test
  void intervalOfADifferenceOnTheSameRowsCoversTheTrueOne() {
    Draw draw = new Draw(200, 8, 12);
    int covered = 0;
    for (int i = 0; i < PAIRS; i++) {
      double[] control = draw.side();
      PairTerms first = draw.terms(draw.alike(control, 0.6), control);
      PairTerms second = draw.terms(draw.alike(control, 0.4), control);
      Interval interval = difference(first, second).interval().orElseThrow();
      covered += interval.low() <= 0.2 && 0.2 <= interval.high() ? 1 : 0;
    }
    assertThat(covered / (double) PAIRS).isBetween(0.915, 0.985);
  }

  @Test
  void whatScoresShareCancels() {
    Draw draw = new Draw(100, 6, 13);
    double[] control = draw.side();
    double[] x = draw.alike(control, 0.5);
    double[] almost = x.clone();
    almost[0] += 1e-3;

    Interval interval =
        difference(draw.terms(x, control), draw.terms(almost, control)).interval().orElseThrow();

    assertThat(interval.high() - interval.low()).isBetween(0.0, 1e-3);
  }

  @Test
  void groupsEstimateTheVarianceOfTheScoreOnAverage() {
    double fromGroups = 0;
    double fromRows = 0;
    for (int i = 0; i < 200; i++) {
      Draw draw = new Draw(70, 4, i);
      double[] x = draw.side();
      PairTerms terms = draw.terms(x, draw.alike(x, 0.5));
      double[] influences = influences(terms);
      fromGroups += Arrays.stream(influences).map(j -> j * j).sum() * 32 / 31;
      fromRows += DebiasedSpread.of(terms).orElseThrow().variance();
      assertThat(Arrays.stream(influences).sum()).isCloseTo(0, within(1e-12));
    }
    assertThat(fromGroups / fromRows).isBetween(0.9, 1.1);
  }

  @Test
  void scoresWithoutWeightAreNotAsked() {
    Contrast contrast =
        Contrast.of(
            new double[] {2, Double.NaN},
            new double[][] {new double[32], new double[0]},
            new double[] {0.5, 0});

    assertThat(contrast.value()).isEqualTo(1);
    assertThat(contrast.interval().orElseThrow().low()).isEqualTo(1);
  }

  @Test
  void aScoreWithoutInfluencesLeavesTheIntervalOpen() {
    Contrast contrast =
        Contrast.of(new double[] {2, 3}, new double[][] {new double[32], new double[0]}, LESS);

    assertThat(contrast.value()).isEqualTo(-1);
    assertThat(contrast.interval()).isEmpty();
  }

  @Test
  void partsOfDifferentLengthAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Contrast.of(new double[1], new double[2][32], LESS))
        .withMessageContaining("1, 2 and 2");
  }

  private static Contrast difference(PairTerms first, PairTerms second) {
    return Contrast.of(
        new double[] {HsicRatio.DEBIASED.of(first), HsicRatio.DEBIASED.of(second)},
        new double[][] {influences(first), influences(second)},
        LESS);
  }

  private static double[] influences(PairTerms terms) {
    return CkaUncertainty.of(terms, HsicRatio.DEBIASED, row -> row)
        .orElseThrow()
        .influences()
        .stream()
        .mapToDouble(j -> j)
        .toArray();
  }
}
