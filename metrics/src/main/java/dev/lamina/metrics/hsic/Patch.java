package dev.lamina.metrics.hsic;

import dev.lamina.metrics.blas.Precision;
import dev.lamina.metrics.blas.View;

/// A rectangle of `XᵀY`, moved to the true centres, and what it adds to the terms of a pair. One
/// off the diagonal of a symmetric product stands for its mirror image as well.
final class Patch implements Workers.Task {

  /// Rows and columns of a patch at most.
  static final int MOST = 1024;

  private static final int MIRRORED = 32; // at once, so that columns stay in the cache

  private final StreamedPair pair;
  private final Tile tile;
  private final Span rows;
  private final Span columns;
  private final boolean diagonal;
  private final double weight;
  private final double[] along;
  private final double[] across;
  private final double[] shares;
  private double squares;

  Patch(StreamedPair pair, Tile tile, Span rows, Span columns) {
    this.pair = pair;
    this.tile = tile;
    this.rows = rows;
    this.columns = columns;
    this.diagonal = pair.symmetric() && rows.from() == columns.from();
    this.weight = pair.symmetric() && !diagonal ? 2 : 1;
    this.along = new double[rows.count()];
    this.across = new double[columns.count()];
    this.shares = new double[pair.x().kept().sample().size()];
  }

  @Override
  public void run(Scratch scratch) {
    double[] values = load(scratch);
    move(values);
    if (shares.length > 0) {
      share(values, scratch);
    }
  }

  /// This part of `M`, whole, row by row.
  private double[] load(Scratch scratch) {
    int width = columns.count();
    double[] values = scratch.doubles(rows.count() * width);
    Lines lines = scratch.lines(width);
    int firstColumn = columns.from() - tile.columns().from();
    for (int i = 0; i < rows.count(); i++) {
      int line = rows.from() + i - tile.rows().from();
      System.arraycopy(tile.read(line, firstColumn, width, lines), 0, values, i * width, width);
    }
    if (diagonal) {
      for (Span down : Span.atMost(MIRRORED, width)) {
        for (Span right : Span.atMost(MIRRORED, down.end())) {
          mirror(values, width, down, right);
        }
      }
    }
    return values;
  }

  /// Fills a rectangle below the diagonal from what is above it.
  private static void mirror(double[] values, int width, Span down, Span right) {
    for (int i = down.from(); i < down.end(); i++) {
      int end = Math.min(i, right.end());
      for (int j = right.from(); j < end; j++) {
        values[i * width + j] = values[j * width + i];
      }
    }
  }

  private void move(double[] values) {
    double[] dx = pair.x().shift();
    double[] dy = Vectors.slice(pair.y().shift(), columns);
    int width = columns.count();
    double[] row = new double[width];
    for (int i = 0; i < rows.count(); i++) {
      double towards = dx[rows.from() + i];
      System.arraycopy(values, i * width, row, 0, width);
      along[i] = Vectors.dot(row, dy);
      Vectors.addScaled(towards, row, across);
      Vectors.addScaled(-towards * pair.x().rows(), dy, row);
      squares += weight * Vectors.dot(row, row);
      System.arraycopy(row, 0, values, i * width, width);
    }
  }

  /// Each kept row's share: `xᵢᵀ (XᵀY) yᵢ` over this patch.
  private void share(double[] values, Scratch scratch) {
    int width = columns.count();
    View left = pair.x().kept().view().columns(rows.from(), rows.count());
    View right = pair.y().kept().view().columns(columns.from(), width);
    Precision precision = left.precision();
    Lines lines = scratch.lines(width);
    View factor = scratch.factor(precision, rows.count(), width);
    for (int i = 0; i < rows.count(); i++) {
      System.arraycopy(values, i * width, lines.values(), 0, width);
      lines.write(factor, i, 0, width);
    }
    View product = scratch.product(precision, shares.length, width);
    pair.kernel().multiply(left, factor, 0, product);
    for (int k = 0; k < shares.length; k++) {
      System.arraycopy(lines.read(product, k, 0, width), 0, values, 0, width);
      shares[k] = weight * Vectors.dot(values, 0, lines.read(right, k, 0, width), 0, width);
    }
  }

  /// The squares of all entries.
  double squares() {
    return squares;
  }

  /// Adds each kept row's share.
  void addShares(double[] sum) {
    for (int k = 0; k < shares.length; k++) {
      sum[k] += shares[k];
    }
  }

  /// Whether this is its own mirror image.
  boolean diagonal() {
    return diagonal;
  }

  /// Adds this part of `M δy`.
  void addAlong(double[] sum) {
    Vectors.add(along, sum, rows);
  }

  /// Adds this part of `Mᵀ δx`.
  void addAcross(double[] sum) {
    Vectors.add(across, sum, columns);
  }
}
