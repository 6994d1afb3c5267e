package dev.lamina.metrics;

import dev.lamina.metrics.blas.Kernel;
import java.nio.DoubleBuffer;

/// Products of rows with rows, `n × n`, tile by tile in float64: what depends on pairs of rows
/// never needs all products at once.
final class RowTiles {

  static final int LARGEST = 1024; // rows of a tile: 8 MiB of products

  /// Where rows come from, centred or brought to length 1 as the measure has it.
  @FunctionalInterface
  interface Rows {
    void read(int row, double[] into);
  }

  /// `values` holds the products of rows `[row, row + rows)` with rows
  /// `[column, column + columns)`, row-major, until the visit ends.
  @FunctionalInterface
  interface Visitor {
    void visit(int row, int rows, int column, int columns, DoubleBuffer values);
  }

  private final int n;
  private final int width;
  private final Rows source;
  private final Kernel kernel;
  private final int size;

  RowTiles(int n, int width, Rows source, Kernel kernel) {
    this.n = n;
    this.width = width;
    this.source = source;
    this.kernel = kernel;
    this.size = Math.min(LARGEST, Scratch.blockOf(n, width));
  }

  /// Visits each pair of rows at least once: the tiles on and above the diagonal.
  void upper(Visitor visitor) {
    visit(true, visitor);
  }

  /// Visits all tiles, those of the same rows one after the other.
  void all(Visitor visitor) {
    visit(false, visitor);
  }

  private void visit(boolean upper, Visitor visitor) {
    try (Scratch scratch = new Scratch()) {
      DoubleBuffer left = scratch.matrix(width, size);
      DoubleBuffer right = scratch.matrix(width, size);
      DoubleBuffer tile = scratch.matrix(size, size);
      double[] zeros = new double[size * size];
      for (int row = 0; row < n; row += size) {
        int rows = Math.min(size, n - row);
        stage(row, rows, left);
        for (int column = upper ? row : 0; column < n; column += size) {
          int columns = Math.min(size, n - column);
          stage(column, columns, right);
          tile.put(0, zeros);
          kernel.addCross(width, rows, columns, left, right, tile);
          visitor.visit(row, rows, column, columns, tile);
        }
      }
    }
  }

  /// Writes rows as columns, some at a time so that they are written side by side.
  private void stage(int from, int count, DoubleBuffer into) {
    int together = Math.min(8, count);
    double[][] values = new double[together][width];
    double[] beside = new double[together];
    for (int i = 0; i < count; i += together) {
      int some = Math.min(together, count - i);
      for (int k = 0; k < some; k++) {
        source.read(from + i + k, values[k]);
      }
      for (int c = 0; c < width; c++) {
        for (int k = 0; k < some; k++) {
          beside[k] = values[k][c];
        }
        into.put(c * count + i, beside, 0, some);
      }
    }
  }
}
