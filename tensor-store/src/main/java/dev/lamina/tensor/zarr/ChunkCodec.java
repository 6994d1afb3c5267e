package dev.lamina.tensor.zarr;

import dev.lamina.tensor.npy.NumberType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// How the numbers of a chunk became bytes.
///
/// @param bytes what was done to the bytes, in the order of writing
record ChunkCodec(NumberType type, ByteOrder order, List<ByteCodec> bytes) {

  ChunkCodec {
    bytes = List.copyOf(bytes);
  }

  /// @param count of the numbers of the chunk
  ByteBuffer decode(byte[] stored, int count) {
    int size = count * type.bytes();
    byte[] content = stored;
    for (int i = bytes.size() - 1; i >= 0; i--) {
      // A checksum may still stand behind the numbers.
      content = bytes.get(i).decode(content, size + i * Checksum.BYTES);
    }
    if (content.length != size) {
      throw Corrupt.because("a chunk has %d bytes instead of %d".formatted(content.length, size));
    }
    return ByteBuffer.wrap(content).order(order);
  }

  /// Most bytes that a stored chunk may have: compressing what cannot be compressed adds a
  /// little.
  long mostStored(int count) {
    return (long) count * type.bytes() * 11 / 10 + 4096;
  }
}
