package dev.lamina.metrics.hsic;

import dev.lamina.metrics.blas.Kernel;
import dev.lamina.metrics.blas.Precision;
import dev.lamina.metrics.blas.View;
import java.util.ArrayList;
import java.util.List;

/// A sum of products `AᵀB`, kept in float64 in tiles that are computed side by side. Of a
/// symmetric one, `AᵀA`, only the tiles on and above the diagonal are kept, at half the work.
final class TiledProduct {

  /// Beyond this many terms a product in float32 is added up in float64.
  static final int MOST_TERMS = 5000;

  private static final int LARGEST_TILE = 4096; // 64 MiB in float32
  private static final int SMALLEST_SPLIT = 1024; // below, tiles cost more than idle threads

  private final List<Tile> tiles = new ArrayList<>();
  private final boolean symmetric;
  private final Kernel kernel;

  /// `rows × columns`; a symmetric one has as many of both.
  TiledProduct(int rows, int columns, boolean symmetric, Kernel kernel, NativeMemory memory) {
    this.symmetric = symmetric;
    this.kernel = kernel;
    List<Span> across = cut(columns, kernel.threads());
    for (Span down : cut(rows, kernel.threads())) {
      for (Span right : across) {
        if (!symmetric || right.from() >= down.from()) {
          tiles.add(new Tile(down, right, symmetric && right.from() == down.from(), memory));
        }
      }
    }
  }

  private static List<Span> cut(int length, int threads) {
    int parts = Math.ceilDiv(length, LARGEST_TILE);
    while (parts * parts < threads && length / (parts + 1) >= SMALLEST_SPLIT) {
      parts++;
    }
    return Span.parts(parts, length);
  }

  boolean symmetric() {
    return symmetric;
  }

  /// In the order of their rows, those of the same rows in the order of their columns.
  List<Tile> tiles() {
    return tiles;
  }

  /// Adds `aᵀ b`, one task per tile, the dearest first; with `a` terms × rows and `b`
  /// terms × columns.
  List<Workers.Task> add(View a, View b) {
    List<Workers.Task> tasks = new ArrayList<>();
    for (boolean diagonal : new boolean[] {false, true}) {
      tiles.stream()
          .filter(tile -> tile.diagonal() == diagonal)
          .<Workers.Task>map(tile -> scratch -> add(tile, a, b, scratch))
          .forEach(tasks::add);
    }
    return tasks;
  }

  private void add(Tile tile, View a, View b, Scratch scratch) {
    Precision precision = a.precision();
    View part = scratch.product(precision, tile.rows().count(), tile.columns().count());
    View left = a.columns(tile.rows().from(), tile.rows().count()).transpose();
    View right = b.columns(tile.columns().from(), tile.columns().count());
    for (Span terms : Span.atMost(MOST_TERMS, a.rows())) {
      View some = left.columns(terms.from(), terms.count());
      if (tile.diagonal()) {
        kernel.square(some, part);
      } else {
        kernel.multiply(some, right.rows(terms.from(), terms.count()), part);
      }
      tile.add(part, scratch.lines(tile.columns().count()));
    }
  }
}
