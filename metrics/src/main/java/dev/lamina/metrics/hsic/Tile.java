package dev.lamina.metrics.hsic;

import dev.lamina.metrics.blas.Precision;
import dev.lamina.metrics.blas.View;
import java.util.Optional;

/// A rectangle of a product, summed in float64. Of one on the diagonal of a symmetric product
/// what lies below the diagonal means nothing.
final class Tile {

  private final Span rows;
  private final Span columns;
  private final boolean diagonal;
  private final NativeMemory memory;
  private Optional<View> sum = Optional.empty();

  Tile(Span rows, Span columns, boolean diagonal, NativeMemory memory) {
    this.rows = rows;
    this.columns = columns;
    this.diagonal = diagonal;
    this.memory = memory;
  }

  Span rows() {
    return rows;
  }

  Span columns() {
    return columns;
  }

  boolean diagonal() {
    return diagonal;
  }

  /// The sum so far; row and column 0 are the first of this tile.
  View sum() {
    if (sum.isEmpty()) {
      sum = Optional.of(memory.matrix(Precision.FLOAT64, rows.count(), columns.count()));
    }
    return sum.get();
  }

  void add(View part, Lines lines) {
    boolean more = sum.isPresent();
    View total = sum();
    double[] row = new double[columns.count()];
    for (int i = 0; i < rows.count(); i++) {
      int from = diagonal ? i : 0;
      int count = columns.count() - from;
      double[] addend = lines.read(part, i, from, count);
      if (more) {
        total.read(i, from, count, row);
        for (int j = 0; j < count; j++) {
          row[j] += addend[j];
        }
      }
      total.write(i, from, count, more ? row : addend);
    }
  }
}
