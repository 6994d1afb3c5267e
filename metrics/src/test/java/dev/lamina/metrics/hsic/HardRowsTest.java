package dev.lamina.metrics.hsic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.metrics.blas.Precision;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;

/// Rows as language models make them, and worse: float32 products still give CKA within 1e-5.
class HardRowsTest {

  private static final int ROWS = 6000;
  private static final double PROMISED = 1e-5;

  @Example
  void featuresWhoseMeanDwarfsTheirSpread() {
    Rows x = Rows.random(ROWS, 12, 1);
    Rows y = x.related(9, 2);

    assertAgree(
        x.mapped(filled(12, 1), filled(12, 1000)), y.mapped(filled(9, 1), filled(9, -1000)));
  }

  @Example
  void featuresWhoseVariancesSpanSixOrders() {
    Rows x = Rows.random(ROWS, 12, 3);
    Rows y = x.related(9, 4);

    assertAgree(x.mapped(spread(12, 5), filled(12, 0)), y.mapped(spread(9, 6), spread(9, 7)));
  }

  @Example
  void firstRowsUnlikeTheRest() {
    Rows x = Rows.random(ROWS, 12, 8);
    Rows y = x.related(9, 9);
    for (int i = 0; i < ROWS / 2 * 12; i++) {
      x.values()[i] = 50 + x.values()[i] / 100;
    }

    assertAgree(x, y);
    assertAgree(y, x);
  }

  @Example
  void moreColumnsThanRows() {
    Rows x = Rows.random(300, 700, 10);
    Rows y = x.related(900, 11);

    assertAgree(
        x.mapped(spread(700, 12), filled(700, 1000)), y.mapped(spread(900, 13), spread(900, 14)));
  }

  private static void assertAgree(Rows x, Rows y) {
    Rows left = x.rounded();
    Rows right = y.rounded();
    PairTerms wide = Passes.plain().terms(left, right);
    PairTerms narrow = Passes.plain().in(Precision.FLOAT32).terms(left, right);

    assertThat(biased(narrow)).isCloseTo(biased(wide), within(PROMISED));
    assertThat(unbiased(narrow)).isCloseTo(unbiased(wide), within(PROMISED));
    for (int k = 0; k < wide.sampledRows(); k += 97) {
      assertThat(unbiasedWithout(narrow, k)).isCloseTo(unbiasedWithout(wide, k), within(PROMISED));
    }
  }

  private static double biased(PairTerms terms) {
    return terms.xy().biased() / Math.sqrt(terms.xx().biased() * terms.yy().biased());
  }

  private static double unbiased(PairTerms terms) {
    return terms.xy().unbiased() / Math.sqrt(terms.xx().unbiased() * terms.yy().unbiased());
  }

  private static double unbiasedWithout(PairTerms terms, int k) {
    return terms.xy().without(terms.xyRow(k)).unbiased()
        / Math.sqrt(
            terms.xx().without(terms.xxRow(k)).unbiased()
                * terms.yy().without(terms.yyRow(k)).unbiased());
  }

  private static double[] filled(int count, double value) {
    double[] values = new double[count];
    Arrays.fill(values, value);
    return values;
  }

  /// Standard deviations from 1 to 1000, as a few features of language models have.
  private static double[] spread(int count, long seed) {
    return new Random(seed).doubles(count, 0, 3).map(power -> Math.pow(10, power)).toArray();
  }
}
