package dev.lamina.bench.calibration;

import dev.lamina.bench.Median;
import dev.lamina.metrics.blas.Kernel;
import dev.lamina.metrics.blas.OpenBlas;
import dev.lamina.metrics.blas.Precision;
import dev.lamina.metrics.blas.View;
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

/// What a pair costs with its intervals, influences and p-value, beside the products alone that
/// its scores are made of, by the same kernel in float32 on one thread.
///
/// @param all time of the pass over the rows and of everything that follows, by that of products
/// @param after share of the time that is spent after the pass: intervals, influences, p-value
record Cost(int rows, int columns, Median all, Median after) {

  private static final int ROUNDS = 5;

  static Cost of(int rows, int columns) {
    Random random = new Random(rows + columns);
    float[] x = side(rows, columns, random);
    float[] y = side(rows, columns, random);
    List<Double> all = new ArrayList<>();
    List<Double> after = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      ProductsAlone products = new ProductsAlone(rows, columns, arena);
      products.fill(x, y);
      for (int round = 0; round <= ROUNDS; round++) {
        long start = System.nanoTime();
        products.form();
        long formed = System.nanoTime();
        PairTerms terms = pass(rows, columns, x, y);
        long passed = System.nanoTime();
        say(terms);
        long said = System.nanoTime();
        if (round > 0) {
          all.add((said - formed) / (double) (formed - start));
          after.add((said - passed) / (double) (said - formed));
        }
      }
    }
    return new Cost(rows, columns, Median.of(all), Median.of(after));
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

  private static void say(PairTerms terms) {
    for (HsicRatio statistic : HsicRatio.values()) {
      var _ = CkaUncertainty.of(terms, statistic, row -> row).orElseThrow();
    }
    var _ = Chance.of(terms).orElseThrow();
  }

  /// `XᵀY`, `XᵀX` and `YᵀY`; with fewer rows than columns `XXᵀ` and `YYᵀ`.
  private static final class ProductsAlone {
    private final Kernel kernel = OpenBlas.withDefaults();
    private final boolean wide;
    private final View x;
    private final View y;
    private final View product;

    ProductsAlone(int rows, int columns, Arena arena) {
      this.wide = rows < columns;
      this.x = matrix(rows, columns, arena);
      this.y = matrix(rows, columns, arena);
      int side = Math.min(rows, columns);
      this.product = matrix(side, side, arena);
    }

    private static View matrix(int rows, int columns, Arena arena) {
      long bytes = (long) rows * columns * Float.BYTES;
      return View.of(arena.allocate(bytes, 64), Precision.FLOAT32, rows, columns);
    }

    void fill(float[] first, float[] second) {
      for (int i = 0; i < x.rows(); i++) {
        for (int c = 0; c < x.columns(); c++) {
          x.write(i, c, 1, new float[] {first[i * x.columns() + c]});
          y.write(i, c, 1, new float[] {second[i * x.columns() + c]});
        }
      }
    }

    void form() {
      if (wide) {
        kernel.square(x, product);
        kernel.square(y, product);
      } else {
        kernel.square(x.transpose(), product);
        kernel.square(y.transpose(), product);
        kernel.multiply(x.transpose(), y, product);
      }
    }
  }
}
