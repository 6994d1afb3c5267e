package dev.lamina.tensor.zarr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/// The `crc32c` codec: four little-endian bytes behind what they check.
public final class Checksum {

  public static final int BYTES = 4;

  private Checksum() {}

  /// Writes the checksum of a range behind it.
  public static void append(byte[] bytes, int from, int length) {
    little(bytes).putInt(from + length, of(bytes, from, length));
  }

  /// Requires the checksum behind the content to be its own.
  ///
  /// @param length of all, checksum included
  public static void verify(byte[] bytes, int length, String what) {
    int content = length - BYTES;
    if (content < 0 || little(bytes).getInt(content) != of(bytes, 0, content)) {
      throw Corrupt.because("the checksum of " + what + " does not match its bytes");
    }
  }

  private static int of(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
