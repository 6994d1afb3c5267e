package dev.lamina.tensor.zarr;

import dev.lamina.contract.ArrayShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/// The bytes of a batch of activations: one chunk per layer, each with its checksum, in the order
/// of layers, and the index behind them.
///
/// A chunk holds `batchRows` x `features` numbers; the rows that the last batch lacks are NaN.
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
    return new StatesShard(shape, shape.batchRows() * shape.features() * shape.stored().bytes());
  }

  static boolean fits(ArrayShape shape) {
    double perLayer = (double) shape.batchRows() * shape.features() * shape.stored().bytes();
    double perLayerStored = perLayer + Checksum.BYTES + ShardIndex.bytes(1, false);
    return perLayerStored * shape.layers() + Checksum.BYTES <= MOST_BYTES;
  }

  /// Requires as many states as the batch has numbers.
  public void requireStatesOf(int batch, float[] states) {
    int rows = shape.rowsOf(batch);
    if (states.length != (long) shape.layers() * rows * shape.features()) {
      throw new IllegalArgumentException(
          "batch %d of %s takes %d layers x %d rows x %d features, not %d numbers"
              .formatted(batch, shape, shape.layers(), rows, shape.features(), states.length));
    }
  }

  /// @param states `[layers, rowsOf(batch), features]`, finite ones within the stored type
  public byte[] encode(int batch, float[] states) {
    requireStatesOf(batch, states);
    byte[] shard = new byte[(int) indexOffset() + indexBytes()];
    ByteBuffer buffer = ByteBuffer.wrap(shard).order(ByteOrder.LITTLE_ENDIAN);
    int layerSize = shape.rowsOf(batch) * shape.features();
    for (int layer = 0; layer < shape.layers(); layer++) {
      int at = layer * storedChunkBytes();
      ByteBuffer chunk = buffer.slice(at, chunkBytes);
      StoredNumbers.write(shape.stored(), states, layer * layerSize, layerSize, chunk);
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

  /// The rows of one layer of a batch, `[rowsOf(batch), features]`, in the byte order of this
  /// machine.
  ///
  /// @param chunk as stored; what is returned may be a view of it
  public FloatBuffer decode(int batch, byte[] chunk) {
    Checksum.verify(chunk, storedChunkBytes(), "a chunk");
    return StoredNumbers.read(
        shape.stored(), ByteBuffer.wrap(chunk), shape.rowsOf(batch) * shape.features());
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
