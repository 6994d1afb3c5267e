package dev.lamina.bench.calibration;

import dev.lamina.metrics.blas.Kernel;
import dev.lamina.metrics.blas.OpenBlas;
import dev.lamina.metrics.blas.Precision;
import dev.lamina.metrics.blas.View;
import dev.lamina.metrics.hsic.RowSample;
import java.lang.foreign.Arena;

/// The products that a pass forms for the terms of single rows and of distinct rows, and for
/// nothing else: of a sample of rows with `XᵀX`, `XᵀY` and `YᵀY`, where there are at least as
/// many rows as columns; and two Gram matrices of a block of rows.
final class RowProducts {

  private static final int BLOCK = 256;

  private final Kernel kernel = OpenBlas.withDefaults();
  private final boolean wide;
  private final View rows;
  private final View square;
  private final View product;
  private final View block;

  RowProducts(int rows, int columns, Arena arena) {
    this.wide = rows < columns;
    int sampled = rows <= RowSample.MOST ? rows : RowSample.SOME;
    this.rows = matrix(sampled, columns, arena);
    this.product = matrix(sampled, columns, arena);
    this.square = matrix(columns, columns, arena);
    int size = Math.min(rows, BLOCK);
    this.block = matrix(size, size, arena);
  }

  private static View matrix(int rows, int columns, Arena arena) {
    long bytes = (long) rows * columns * Float.BYTES;
    return View.of(arena.allocate(bytes, 64), Precision.FLOAT32, rows, columns);
  }

  void form() {
    for (int i = 0; !wide && i < 3; i++) {
      kernel.multiply(rows, square, 0, product);
    }
    for (int i = 0; i < 2; i++) {
      kernel.square(rows.rows(0, block.rows()), 0, block);
    }
  }
}
