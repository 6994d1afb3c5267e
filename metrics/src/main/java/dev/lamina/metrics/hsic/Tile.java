package dev.lamina.metrics.hsic;

import dev.lamina.metrics.blas.Kernel;
import dev.lamina.metrics.blas.Precision;
import dev.lamina.metrics.blas.View;
import java.util.Arrays;
import java.util.Optional;

/// A rectangle of a sum of products. Of one on the diagonal of a symmetric product what lies
/// below the diagonal means nothing.
final class Tile {

  /// Beyond this many terms a sum in float32 is added up in float64.
  static final int MOST_TERMS = 10_000;

  private final Span rows;
  private final Span columns;
  private final boolean diagonal;
  private final NativeMemory memory;
  private Optional<View> latest = Optional.empty(); // of the latest terms, in their precision
  private int terms; // that these are
  private Optional<View> earlier = Optional.empty(); // of those before, in float64

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

  /// How many entries are kept.
  double entries() {
    double all = (double) rows.count() * columns.count();
    return diagonal ? all / 2 : all;
  }

  /// Adds `left right`, at most [TileAddition#MOST_TERMS] terms; `right` is the transpose of
  /// `left` on the diagonal.
  void add(View left, View right, Kernel kernel, Lines lines) {
    if (terms + left.columns() > MOST_TERMS) {
      widen(lines);
    }
    View sum =
        latest.orElseGet(() -> memory.matrix(left.precision(), rows.count(), columns.count()));
    latest = Optional.of(sum);
    float beta = terms == 0 ? 0 : 1;
    if (diagonal) {
      kernel.square(left, beta, sum);
    } else {
      kernel.multiply(left, right, beta, sum);
    }
    terms += left.columns();
  }

  /// To be called once all terms were added, before [#read].
  void settle(Lines lines) {
    if (terms > 0 && earlier.isPresent()) {
      widen(lines);
    }
  }

  /// Adds the latest terms to those before.
  private void widen(Lines lines) {
    View part = latest.orElseThrow();
    boolean more = earlier.isPresent();
    View total =
        earlier.orElseGet(() -> memory.matrix(Precision.FLOAT64, rows.count(), columns.count()));
    earlier = Optional.of(total);
    double[] before = new double[columns.count()];
    for (int i = 0; i < rows.count(); i++) {
      int from = diagonal ? i : 0;
      int count = columns.count() - from;
      double[] sum = lines.read(part, i, from, count);
      if (more) {
        total.read(i, from, count, before);
        Vectors.add(before, sum, count);
      }
      total.write(i, from, count, sum);
    }
    terms = 0;
  }

  /// Reads `count` entries of a row, from column `from` on; row and column 0 are the first of
  /// this tile.
  ///
  /// @return in [Lines#values]
  double[] read(int row, int from, int count, Lines lines) {
    Optional<View> sum = earlier.or(() -> latest);
    if (sum.isEmpty()) {
      Arrays.fill(lines.values(), 0, count, 0);
      return lines.values();
    }
    return lines.read(sum.get(), row, from, count);
  }
}
