package dev.lamina.tensor.zarr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/// Where the inner chunks of a shard lie: an offset and a length for each, in C order.
public final class ShardIndex {

  private static final int ENTRY_BYTES = 2 * Long.BYTES;

  /// Offset and length of a chunk that is not there.
  private static final long NOWHERE = -1;

  private final LongBuffer entries;

  private ShardIndex(LongBuffer entries) {
    this.entries = entries;
  }

  /// Size of an index in bytes.
  public static int bytes(int chunks, boolean checksum) {
    return chunks * ENTRY_BYTES + (checksum ? Checksum.BYTES : 0);
  }

  /// @param bytes the index, with its checksum if it has one
  public static ShardIndex parse(byte[] bytes, int chunks, boolean checksum) {
    if (checksum) {
      Checksum.verify(bytes, bytes.length, "a shard's index");
    }
    return new ShardIndex(
        ByteBuffer.wrap(bytes, 0, chunks * ENTRY_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .asLongBuffer());
  }

  /// Whether the chunk was written; else all of it has the fill value.
  public boolean has(int chunk) {
    return entries.get(2 * chunk) != NOWHERE || entries.get(2 * chunk + 1) != NOWHERE;
  }

  public long offset(int chunk) {
    return entries.get(2 * chunk);
  }

  public long length(int chunk) {
    return entries.get(2 * chunk + 1);
  }

  /// Requires that the chunk lies inside its shard.
  ///
  /// @param size of the shard in bytes
  public void requireInside(int chunk, long size) {
    long offset = offset(chunk);
    long length = length(chunk);
    if (offset < 0 || length < 0 || offset > size || length > size - offset) {
      throw Corrupt.because(
          "chunk %d of a shard lies at %d, %d bytes long, outside its %d bytes"
              .formatted(chunk, offset, length, size));
    }
  }
}
