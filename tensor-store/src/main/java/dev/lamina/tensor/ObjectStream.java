package dev.lamina.tensor;

import java.io.InputStream;

/// An object's bytes, read in ranges: a model's weights are larger than the heap.
final class ObjectStream extends InputStream {

  private static final int RANGE_BYTES = 16 << 20;

  private final ObjectStore store;
  private final String key;
  private final long size;
  private long next;
  private byte[] range = new byte[0];
  private int position;

  /// @param offset of the first byte to read
  /// @param size of the whole object
  ObjectStream(ObjectStore store, String key, long offset, long size) {
    this.store = store;
    this.key = key;
    this.next = offset;
    this.size = size;
  }

  @Override
  public int read() {
    return fill() ? range[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int n = Math.min(length, range.length - position);
    System.arraycopy(range, position, target, offset, n);
    position += n;
    return n;
  }

  private boolean fill() {
    if (position == range.length && next < size) {
      range = store.readRange(key, next, (int) Math.min(RANGE_BYTES, size - next));
      next += range.length;
      position = 0;
    }
    return position < range.length;
  }
}
