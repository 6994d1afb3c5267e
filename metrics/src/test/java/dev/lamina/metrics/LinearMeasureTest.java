package dev.lamina.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.metrics.blas.OpenBlas;
import dev.lamina.metrics.blas.Precision;
import dev.lamina.metrics.hsic.LinearPass;
import dev.lamina.metrics.hsic.LinearPass.Input;
import dev.lamina.metrics.hsic.LinearPass.Sides;
import dev.lamina.metrics.hsic.PairTerms;
import dev.lamina.metrics.hsic.RowBlock;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Scores from the terms of a pass over float32 rows.
class LinearMeasureTest {

  private static final int ROWS = 1500;

  @ParameterizedTest
  @ValueSource(strings = {"cka", "cka-debiased"})
  void aSideWhoseSquaresExceedFloat32HasNoScore(String measure) {
    float[] x = random(3);
    x[2001] = 1e30f; // its fourth power overflows, its product with the other side does not

    assertThat(score(measure, x, random(4)).undefined().orElseThrow()).contains("exceed");
    assertThat(score(measure, random(4), x).undefined().orElseThrow()).contains("exceed");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 700, 1499})
  void aSingleRowThatDiffersLeavesNothingUnbiasedToMeasure(int row) {
    float[] x = new float[ROWS * 3];
    x[row * 3 + 1] = 0.3f;

    assertThat(score("cka-debiased", x, random(5)).undefined().orElseThrow())
        .contains("the first side has an unbiased norm of zero");
    assertThat(score("cka", x, random(5)).value()).isPresent();
  }

  private static Score score(String measure, float[] x, float[] y) {
    BitSet all = new BitSet();
    all.set(0, ROWS);
    LinearMeasure linear = (LinearMeasure) Measures.named(measure).orElseThrow();
    return linear.score(terms(x, y), UsedRows.of(all, ROWS));
  }

  private static PairTerms terms(float[] x, float[] y) {
    List<Input> sides = List.of(Input.of(3), Input.of(3));
    List<Sides> pairs = List.of(new Sides(0, 1));
    try (LinearPass pass =
        new LinearPass(ROWS, sides, pairs, OpenBlas.withDefaults(), Precision.FLOAT32)) {
      pass.add(List.of(RowBlock.of(x), RowBlock.of(y)), ROWS);
      return pass.finish().getFirst();
    }
  }

  private static float[] random(long seed) {
    Random random = new Random(seed);
    float[] values = new float[ROWS * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
