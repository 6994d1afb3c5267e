package dev.lamina.metrics.hsic;

import dev.lamina.metrics.blas.Kernel;
import java.util.List;

/// `K = XXᵀ` of a centred side, `n × n`: the form for fewer rows than columns. Its terms are
/// those of all rows, at little cost beside it.
final class Gram {

  private final StagedSide side;
  private final TiledProduct product;

  Gram(StagedSide side, Kernel kernel, NativeMemory memory) {
    this.side = side;
    this.product = new TiledProduct(side.rows(), side.rows(), true, kernel, memory);
  }

  /// Forms the product of the block, which holds all rows.
  List<TileAddition> form() {
    return product.add(side.block(side.rows()).transpose(), side.block(side.rows()).transpose());
  }

  List<Workers.Task> settle() {
    return product.settle();
  }

  int rows() {
    return side.rows();
  }

  List<Tile> tiles() {
    return product.tiles();
  }

  double[] diagonal() {
    double[] diagonal = new double[rows()];
    Lines entry = new Lines(1);
    for (Tile tile : tiles()) {
      for (int i = 0; tile.diagonal() && i < tile.rows().count(); i++) {
        diagonal[tile.rows().from() + i] = tile.read(i, i, 1, entry)[0];
      }
    }
    return diagonal;
  }
}
