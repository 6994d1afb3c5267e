package dev.lamina.tensor.zarr;

import dev.lamina.contract.ArrayShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The bytes of a batch of activations: one chunk per layer, each with its checksum, in the order
/// of layers, and the index behind them.
///
/// A chunk holds `batchRows` x `features` float32 numbers; the rows that the last batch lacks are
/// NaN.
public final class StatesShard {

  /// A Java array's, and far below the 5 GiB that S3 takes in one request.
  private static final long MOST_BYTES = Integer.MAX_VALUE - 8;

  private final ArrayShape shape;
  private final int chunkBytes;

  private StatesShard(ArrayShape shape, int chunkBytes) {
    this.shape = shape;
    this.chunkBytes = chunkBytes;
  }

  /// The layout of every batch of an array.
  public static StatesShard of(ArrayShape shape) {
    if (!fits(shape)) {
      throw new IllegalArgumentException(
          "a batch of %d layers x %d rows x %d features is over 2 GiB; take fewer rows per batch"
              .formatted(shape.layers(), shape.batchRows(), shape.features()));
    }
    return new StatesShard(shape, shape.batchRows() * shape.features() * Float.BYTES);
  }

  static boolean fits(ArrayShape shape) {
    double perLayer = (double) shape.batchRows() * shape.features() * Float.BYTES;
    double perLayerStored = perLayer + Checksum.BYTES + ShardIndex.bytes(1, false);
    return perLayerStored * shape.layers() + Checksum.BYTES <= MOST_BYTES;
  }

  /// @param states `[layers, rowsOf(batch), features]`
  public byte[] encode(int batch, float[] states) {
    int rows = shape.rowsOf(batch);
    if (states.length != (long) shape.layers() * rows * shape.features()) {
      throw new IllegalArgumentException(
          "batch %d of %s takes %d layers x %d rows x %d features, not %d numbers"
              .formatted(batch, shape, shape.layers(), rows, shape.features(), states.length));
    }
    byte[] shard = new byte[(int) indexOffset() + indexBytes()];
    ByteBuffer buffer = ByteBuffer.wrap(shard).order(ByteOrder.LITTLE_ENDIAN);
    int layerSize = rows * shape.features();
    float[] padding = new float[(shape.batchRows() - rows) * shape.features()];
    Arrays.fill(padding, Float.NaN);
    for (int layer = 0; layer < shape.layers(); layer++) {
      int at = layer * storedChunkBytes();
      buffer
          .slice(at, chunkBytes)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .put(states, layer * layerSize, layerSize)
          .put(padding);
      Checksum.append(shard, at, chunkBytes);
    }
    return withIndex(shard, buffer);
  }

  /// Where the index begins, which is where the chunks end.
  public long indexOffset() {
    return (long) shape.layers() * storedChunkBytes();
  }

  public int indexBytes() {
    return ShardIndex.bytes(shape.layers(), true);
  }

  /// Size of a layer's chunk, checksum included.
  public int storedChunkBytes() {
    return chunkBytes + Checksum.BYTES;
  }

  /// Requires that a layer's chunk is where and as long as this layout has it.
  public void requireRegular(ShardIndex index, int layer) {
    index.requireInside(layer, indexOffset());
    if (index.length(layer) != storedChunkBytes()) {
      throw Corrupt.because(
          "the chunk of layer %d has %d bytes instead of %d"
              .formatted(layer, index.length(layer), storedChunkBytes()));
    }
  }

  /// Puts the rows of one layer of a batch where they belong.
  ///
  /// @param chunk as stored
  /// @param layerStates `[rows, features]` of the whole layer
  public void decode(int batch, byte[] chunk, float[] layerStates) {
    Checksum.verify(chunk, storedChunkBytes(), "a chunk");
    ByteBuffer.wrap(chunk)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(
            layerStates,
            shape.firstRow(batch) * shape.features(),
            shape.rowsOf(batch) * shape.features());
  }

  private byte[] withIndex(byte[] shard, ByteBuffer buffer) {
    int start = (int) indexOffset();
    buffer.position(start);
    for (int layer = 0; layer < shape.layers(); layer++) {
      buffer.putLong((long) layer * storedChunkBytes()).putLong(storedChunkBytes());
    }
    Checksum.append(shard, start, indexBytes() - Checksum.BYTES);
    return shard;
  }
}
