package dev.lamina.metrics.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.metrics.hsic.PairTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// A loose guard: `./dev bench calibration` measures coverage with more pairs, sizes and laws.
class CkaUncertaintyTest {

  private static final int PAIRS = 400;

  @ParameterizedTest
  @CsvSource({
    "50, 8, 0",
    "50, 8, 0.1",
    "50, 64, 0.5",
    "200, 8, 0.9",
    "30, 100, 0.98",
    "1500, 3, 0.5"
  })
  void intervalOfTheDebiasedValueCoversTheTrueOne(int n, int d, double truth) {
    Draw draw = new Draw(n, d, 7);
    int covered = 0;
    for (int i = 0; i < PAIRS; i++) {
      double[] x = draw.side();
      Interval interval =
          of(draw.terms(x, draw.alike(x, truth)), HsicRatio.DEBIASED).orElseThrow().interval();
      covered += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
    }
    assertThat(covered / (double) PAIRS).isBetween(0.915, 0.985);
  }

  @Test
  void intervalOfTheBiasedValueCoversItsExpectation() {
    Draw draw = new Draw(50, 20, 8);
    List<Interval> intervals = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < PAIRS; i++) {
      double[] x = draw.side();
      PairTerms terms = draw.terms(x, draw.alike(x, 0.5));
      sum += HsicRatio.BIASED.of(terms);
      intervals.add(of(terms, HsicRatio.BIASED).orElseThrow().interval());
    }
    double expectation = sum / PAIRS;
    long covered =
        intervals.stream().filter(i -> i.low() <= expectation && expectation <= i.high()).count();
    assertThat(covered / (double) PAIRS).isBetween(0.91, 0.985);
  }

  @ParameterizedTest
  @EnumSource(HsicRatio.class)
  void sidesThatAreTheSameHaveAnIntervalOfNoWidth(HsicRatio statistic) {
    Draw draw = new Draw(40, 5, 9);
    double[] x = draw.side();

    CkaUncertainty same = of(draw.terms(x, x), statistic).orElseThrow();

    assertThat(same.interval().low()).isCloseTo(1, within(1e-12));
    assertThat(same.interval().high()).isEqualTo(1);
    assertThat(same.influences()).hasSize(32).allMatch(j -> Math.abs(j) < 1e-9);
  }

  @ParameterizedTest
  @EnumSource(HsicRatio.class)
  void intervalHoldsTheValue(HsicRatio statistic) {
    for (double truth : new double[] {0, 0.3, 0.999_999}) {
      Draw draw = new Draw(25, 60, 10);
      double[] x = draw.side();
      PairTerms terms = draw.terms(x, draw.alike(x, truth));

      Interval interval = of(terms, statistic).orElseThrow().interval();

      assertThat(statistic.of(terms)).isBetween(interval.low(), interval.high());
      assertThat(interval.low()).isGreaterThanOrEqualTo(-1);
      assertThat(interval.high()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void fewRowsHaveNoInterval() {
    IntStream.range(4, CkaUncertainty.LEAST_ROWS)
        .forEach(
            n -> {
              Draw draw = new Draw(n, 3, n);
              assertThat(of(draw.terms(draw.side(), draw.side()), HsicRatio.DEBIASED)).isEmpty();
            });
  }

  @Test
  void aSideThatHangsOnOneRowHasNoInterval() {
    Draw draw = new Draw(30, 1, 11);
    double[] single = new double[30];
    single[4] = 1;

    assertThat(of(draw.terms(single, draw.side()), HsicRatio.DEBIASED)).isEmpty();
    assertThat(of(draw.terms(single, draw.side()), HsicRatio.BIASED)).isEmpty();
  }

  private static Optional<CkaUncertainty> of(PairTerms terms, HsicRatio statistic) {
    return CkaUncertainty.of(terms, statistic, row -> row);
  }
}
