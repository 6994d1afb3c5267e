package dev.lamina.metrics.hsic;

import dev.lamina.metrics.blas.Kernel;
import dev.lamina.metrics.blas.View;
import java.util.ArrayList;
import java.util.List;

/// A sum of products `AᵀB` in tiles that are computed side by side. Of a symmetric one,
/// `AᵀA`, only the tiles on and above the diagonal are kept, at half the work.
final class TiledProduct {

  private static final int LARGEST_TILE = 4096; // 64 MiB in float32
  private static final int SMALLEST_SPLIT = 512; // below, tiles cost more than idle threads

  private final List<Tile> tiles = new ArrayList<>();
  private final boolean symmetric;
  private final Kernel kernel;

  /// `rows × columns`; a symmetric one has as many of both.
  TiledProduct(int rows, int columns, boolean symmetric, Kernel kernel, NativeMemory memory) {
    this.symmetric = symmetric;
    this.kernel = kernel;
    int threads = kernel.threads();
    List<Span> downwards = symmetric ? square(rows, threads) : slabs(rows, threads);
    List<Span> across =
        symmetric ? downwards : slabs(columns, Math.ceilDiv(threads, downwards.size()));
    for (Span down : downwards) {
      for (Span right : across) {
        if (!symmetric || right.from() >= down.from()) {
          tiles.add(new Tile(down, right, symmetric && right.from() == down.from(), memory));
        }
      }
    }
  }

  /// Cuts one way, twice as often as there are threads, so that the last tasks are small: wide
  /// tiles are the fastest.
  private static List<Span> slabs(int length, int threads) {
    int wanted = threads == 1 ? 1 : 2 * threads;
    int most = Math.max(1, length / SMALLEST_SPLIT);
    return Span.parts(Math.max(parts(length), Math.min(wanted, most)), length);
  }

  /// Cuts both ways, so that no tile takes longer than a thread's share of a pair: two products
  /// of a side with itself, of half the work each, and one of both.
  private static List<Span> square(int length, int threads) {
    int parts = parts(length);
    while (share(parts) > 2.0 / threads && length / (parts + 1) >= SMALLEST_SPLIT) {
      parts++;
    }
    return Span.parts(parts, length);
  }

  /// The work of the dearest tile of a symmetric product, that of the product of both sides being
  /// 1.
  private static double share(int parts) {
    return parts == 1 ? 0.5 : 1.0 / parts / parts;
  }

  private static int parts(int length) {
    return Math.ceilDiv(length, LARGEST_TILE);
  }

  boolean symmetric() {
    return symmetric;
  }

  /// In the order of their rows, those of the same rows in the order of their columns.
  List<Tile> tiles() {
    return tiles;
  }

  /// To be run once all terms were added, before any tile is read.
  List<Workers.Task> settle() {
    return tiles.stream()
        .<Workers.Task>map(tile -> scratch -> tile.settle(scratch.lines(tile.columns().count())))
        .toList();
  }

  /// Adds `aᵀ b`, one task per tile; with `a` terms × rows and `b` terms × columns.
  List<TileAddition> add(View a, View b) {
    return tiles.stream().map(tile -> new TileAddition(tile, a, b, kernel)).toList();
  }
}
