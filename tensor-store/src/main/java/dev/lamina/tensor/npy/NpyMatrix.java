package dev.lamina.tensor.npy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A matrix in numpy's `.npy` format, versions 1 to 3. Nothing of a size that the file's own
/// length does not bear out is allocated.
public final class NpyMatrix {

  private static final String MAGIC = "\u0093NUMPY";
  private static final int PREAMBLE = MAGIC.length() + 2;

  /// Far over what numpy writes.
  private static final int MOST_HEADER_BYTES = 1 << 16;

  private static final int BLOCK_BYTES = 1 << 20;

  private final int rows;
  private final int columns;
  private final double[] values;

  private NpyMatrix(int rows, int columns, double[] values) {
    this.rows = rows;
    this.columns = columns;
    this.values = values;
  }

  public static NpyMatrix read(Path file) throws IOException, NpyException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      NpyHeader header = NpyHeader.parse(headerText(channel));
      if (header.shape().size() != 2) {
        throw new NpyException(
            "has %d dimensions; a matrix has 2, items x features".formatted(header.shape().size()));
      }
      int rows = header.shape().get(0);
      int columns = header.shape().get(1);
      requireLength(channel, header, (long) rows * columns);
      return new NpyMatrix(rows, columns, values(channel, header, rows, columns));
    }
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /// Row-major, whatever the file's order.
  public double[] values() {
    return values;
  }

  private static String headerText(FileChannel channel) throws IOException, NpyException {
    ByteBuffer preamble = read(channel, PREAMBLE);
    byte[] magic = new byte[MAGIC.length()];
    preamble.get(magic);
    int version = preamble.get();
    if (!new String(magic, ISO_8859_1).equals(MAGIC) || version < 1 || version > 3) {
      throw new NpyException("is no .npy file of version 1, 2 or 3");
    }
    long length =
        version == 1
            ? Short.toUnsignedInt(read(channel, Short.BYTES).getShort())
            : Integer.toUnsignedLong(read(channel, Integer.BYTES).getInt());
    if (length > MOST_HEADER_BYTES) {
      throw new NpyException("has a header of " + length + " bytes, which no matrix needs");
    }
    return new String(read(channel, (int) length).array(), version == 3 ? UTF_8 : ISO_8859_1);
  }

  private static void requireLength(FileChannel channel, NpyHeader header, long count)
      throws IOException, NpyException {
    long there = channel.size() - channel.position();
    if (there != count * header.type().bytes()) {
      throw new NpyException(
          "has %d bytes behind its header, and shape %s of %s takes %d"
              .formatted(there, header.shape(), header.type(), count * header.type().bytes()));
    }
    if (count == 0 || count > Integer.MAX_VALUE - 8) {
      throw new NpyException("has %d numbers; a matrix has 1 to 2^31".formatted(count));
    }
  }

  private static double[] values(FileChannel channel, NpyHeader header, int rows, int columns)
      throws IOException, NpyException {
    double[] values = new double[rows * columns];
    int size = header.type().bytes();
    for (int from = 0; from < values.length; from += BLOCK_BYTES / size) {
      int count = Math.min(BLOCK_BYTES / size, values.length - from);
      ByteBuffer block = read(channel, count * size).order(header.order());
      for (int i = 0; i < count; i++) {
        int k = from + i;
        int target = header.columnMajor() ? (k % rows) * columns + k / rows : k;
        values[target] = header.type().at(block, i);
      }
    }
    return values;
  }

  private static ByteBuffer read(FileChannel channel, int length) throws IOException, NpyException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new NpyException("ends too early for a .npy file");
      }
    }
    return bytes.flip();
  }
}
