package dev.lamina.metrics.hsic;

import dev.lamina.metrics.blas.Kernel;
import java.util.ArrayList;
import java.util.List;

/// Two sides of a pass, or one twice, in the `d × d` form: `M = Σ zᵢ wᵢᵀ` about provisional
/// centres, moved to the true ones at the end. With `δ` the true mean about the provisional one,
///
/// ```
/// XᵀY = M − n δx δyᵀ
/// ```
///
/// Memory is `d₁ d₂`, however many rows go by.
final class StreamedPair {

  private final StagedSide x;
  private final StagedSide y;
  private final Kernel kernel;
  private final TiledProduct product;
  private double energies; // Σ ‖zᵢ‖² ‖wᵢ‖²

  StreamedPair(StagedSide x, StagedSide y, Kernel kernel, NativeMemory memory) {
    this.x = x;
    this.y = y;
    this.kernel = kernel;
    this.product = new TiledProduct(x.columns(), y.columns(), x == y, kernel, memory);
    x.moments().weighBy(y);
    y.moments().weighBy(x);
  }

  StagedSide x() {
    return x;
  }

  StagedSide y() {
    return y;
  }

  /// Adds the staged rows of the block.
  List<TileAddition> add(int count) {
    energies += Vectors.dot(x.energies(), 0, y.energies(), 0, count);
    return product.add(x.block(count), y.block(count));
  }

  /// To be run once all rows went by.
  List<Workers.Task> settle() {
    return product.settle();
  }

  /// Moves the product to the true centres; to be done once, when all rows went by and the kept
  /// rows were moved.
  List<Patch> recentre() {
    List<Patch> patches = new ArrayList<>();
    for (Tile tile : product.tiles()) {
      List<Span> across = tile.columns().within(Patch.MOST);
      for (Span down : tile.rows().within(Patch.MOST)) {
        for (Span right : across) {
          if (!tile.diagonal() || right.from() >= down.from()) {
            patches.add(new Patch(this, tile, down, right));
          }
        }
      }
    }
    return patches;
  }

  boolean symmetric() {
    return product.symmetric();
  }

  Kernel kernel() {
    return kernel;
  }

  double energies() {
    return energies;
  }
}
