package dev.lamina.bench.calibration;

import dev.lamina.bench.Median;
import dev.lamina.metrics.blas.OpenBlas;
import dev.lamina.metrics.blas.Precision;
import dev.lamina.metrics.chance.Chance;
import dev.lamina.metrics.estimate.CkaUncertainty;
import dev.lamina.metrics.estimate.HsicRatio;
import dev.lamina.metrics.hsic.LinearPass;
import dev.lamina.metrics.hsic.PairTerms;
import dev.lamina.metrics.hsic.RowBlock;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// What intervals, influences and the p-value of a pair cost beside its scores, on one thread
/// with products in float32.
///
/// The pass over the rows computes what they need along with the scores, so that part is
/// measured by itself ([RowProducts]); the rest is what follows the pass.
///
/// @param millis of the pass and all that follows
/// @param share intervals, influences and p-value, by all else
record Cost(int rows, int columns, Median millis, Median share) {

  private static final int ROUNDS = 7;

  static Cost of(int rows, int columns) {
    Random random = new Random(rows + columns);
    float[] x = side(rows, columns, random);
    float[] y = side(rows, columns, random);
    List<Double> millis = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      RowProducts products = new RowProducts(rows, columns, arena);
      for (int round = -1; round < ROUNDS; round++) {
        long start = System.nanoTime();
        products.form();
        long formed = System.nanoTime();
        PairTerms terms = pass(rows, columns, x, y);
        long passed = System.nanoTime();
        Said words = say(terms);
        long said = words.uncertainties().isEmpty() ? passed : System.nanoTime();
        if (round >= 0) {
          double all = said - formed;
          double extra = formed - start + said - passed;
          millis.add(all / 1e6);
          shares.add(extra / (all - extra));
        }
      }
    }
    return new Cost(rows, columns, Median.of(millis), Median.of(shares));
  }

  private static float[] side(int rows, int columns, Random random) {
    float[] side = new float[rows * columns];
    for (int i = 0; i < side.length; i++) {
      side[i] = (float) random.nextGaussian();
    }
    return side;
  }

  private static PairTerms pass(int rows, int columns, float[] x, float[] y) {
    LinearPass.Input input = LinearPass.Input.of(columns);
    try (LinearPass pass =
        new LinearPass(
            rows,
            List.of(input, input),
            List.of(new LinearPass.Sides(0, 1)),
            OpenBlas.withDefaults(),
            Precision.FLOAT32)) {
      pass.add(List.of(RowBlock.of(x), RowBlock.of(y)), rows);
      return pass.finish().getFirst();
    }
  }

  private static Said say(PairTerms terms) {
    return new Said(
        Stream.of(HsicRatio.values())
            .map(statistic -> CkaUncertainty.of(terms, statistic, row -> row).orElseThrow())
            .toList(),
        Chance.of(terms).orElseThrow());
  }

  private record Said(List<CkaUncertainty> uncertainties, Chance chance) {
    Said {
      uncertainties = List.copyOf(uncertainties);
    }
  }
}
