package dev.lamina.metrics.hsic;

import dev.lamina.metrics.blas.Kernel;
import dev.lamina.metrics.blas.View;

/// What a block of rows brings to a tile of `AᵀB`.
///
/// @param a terms × rows of the product
/// @param b terms × columns of the product
record TileAddition(Tile tile, View a, View b, Kernel kernel) implements Workers.Task {

  /// Terms that are added at once.
  static final int MOST_TERMS = 5000;

  @Override
  public double cost() {
    return (double) a.rows() * tile.entries();
  }

  @Override
  public void run(Scratch scratch) {
    View left = a.columns(tile.rows().from(), tile.rows().count()).transpose();
    View right = b.columns(tile.columns().from(), tile.columns().count());
    Lines lines = scratch.lines(tile.columns().count());
    for (Span terms : Span.atMost(MOST_TERMS, a.rows())) {
      View some = left.columns(terms.from(), terms.count());
      tile.add(some, right.rows(terms.from(), terms.count()), kernel, lines);
    }
  }
}
