package dev.lamina.metrics;

import dev.lamina.metrics.blas.Precision;
import dev.lamina.metrics.hsic.LinearPass;
import dev.lamina.metrics.hsic.LinearPass.Input;
import dev.lamina.metrics.hsic.LinearPass.Sides;
import dev.lamina.metrics.hsic.PairTerms;
import dev.lamina.metrics.hsic.RowBlock;
import dev.lamina.metrics.hsic.SelfTerms;
import java.util.List;

/// Passes over samples in memory, in float64.
final class Terms {

  private static final int BLOCK_ROWS = 256;

  private Terms() {}

  static PairTerms of(Sample x, Sample y) {
    List<Input> sides = List.of(Input.of(x.columns()), Input.of(y.columns()));
    try (LinearPass pass = pass(x, sides, List.of(new Sides(0, 1)))) {
      for (int row = 0; row < x.rows(); row += BLOCK_ROWS) {
        int count = Math.min(BLOCK_ROWS, x.rows() - row);
        pass.add(List.of(block(x, row, count), block(y, row, count)), count);
      }
      return pass.finish().getFirst();
    }
  }

  static SelfTerms of(Sample x) {
    try (LinearPass pass = pass(x, List.of(Input.of(x.columns())), List.of())) {
      for (int row = 0; row < x.rows(); row += BLOCK_ROWS) {
        int count = Math.min(BLOCK_ROWS, x.rows() - row);
        pass.add(List.of(block(x, row, count)), count);
      }
      pass.finish();
      return pass.self(0);
    }
  }

  private static LinearPass pass(Sample x, List<Input> sides, List<Sides> pairs) {
    return new LinearPass(x.rows(), sides, pairs, x.kernel(), Precision.FLOAT64);
  }

  private static RowBlock block(Sample x, int from, int count) {
    double[] values = new double[count * x.columns()];
    double[] row = new double[x.columns()];
    for (int i = 0; i < count; i++) {
      x.readRaw(from + i, row);
      System.arraycopy(row, 0, values, i * row.length, row.length);
    }
    return RowBlock.of(values);
  }
}
