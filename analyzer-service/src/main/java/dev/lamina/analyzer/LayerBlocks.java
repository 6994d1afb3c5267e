package dev.lamina.analyzer;

import dev.lamina.contract.ArrayDigest;
import dev.lamina.metrics.hsic.RowBlock;
import dev.lamina.tensor.LayerRows;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// The same rows of several arrays at one layer, block by block, read while earlier blocks are
/// worked on.
final class LayerBlocks {

  /// Enough that a block is no small work.
  private static final int FEWEST = 128;

  /// Few enough that the arrays of a block are no large memory.
  private static final int MOST = 1024;

  interface Block {

    /// @param sides the rows of each array
    /// @param count how many rows these are
    void take(List<RowBlock> sides, int count);
  }

  private final UnitArrays arrays;
  private final List<ArrayDigest> sides;
  private final int layer;
  private final BitSet chosen;

  /// @param chosen rows; the others are left out
  LayerBlocks(UnitArrays arrays, List<ArrayDigest> sides, int layer, BitSet chosen) {
    this.arrays = arrays;
    this.sides = sides;
    this.layer = layer;
    this.chosen = chosen;
  }

  void forEach(Block taker) {
    List<LayerRows> open = new ArrayList<>();
    try {
      sides.forEach(side -> open.add(arrays.reader(side).rows(layer)));
      int rows = arrays.rows(sides.getFirst());
      int portion = portion();
      for (int from = 0; from < rows; from += portion) {
        int count = Math.min(portion, rows - from);
        BitSet some = chosen.get(from, from + count);
        List<RowBlock> blocks = new ArrayList<>();
        for (LayerRows side : open) {
          blocks.add(RowBlock.of(only(some, count, side.next(count))));
        }
        taker.take(blocks, some.cardinality());
      }
    } finally {
      open.forEach(LayerRows::close);
    }
  }

  /// Whole batches need no copy.
  private int portion() {
    return Math.clamp(arrays.reader(sides.getFirst()).shape().batchRows(), FEWEST, MOST);
  }

  /// The chosen ones of some rows.
  private static FloatBuffer only(BitSet chosen, int count, FloatBuffer rows) {
    int kept = chosen.cardinality();
    if (kept == count) {
      return rows;
    }
    int features = rows.remaining() / count;
    FloatBuffer some = FloatBuffer.allocate(kept * features);
    chosen.stream().forEach(row -> some.put(rows.slice(row * features, features)));
    return some.flip();
  }
}
