package dev.lamina.extraction.safetensors;

import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.ModelException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One safetensors file, believed only where its header agrees with the bytes: eight bytes of
/// length, a JSON directory, then tensors that fill the rest without a gap and without overlap.
public final class SafetensorsFile {

  /// The format's own bound.
  private static final long MOST_HEADER_BYTES = 100_000_000;

  private static final int LENGTH_BYTES = 8;

  private static final Map<String, Integer> BITS =
      Map.ofEntries(
          Map.entry("BOOL", 8),
          Map.entry("U8", 8),
          Map.entry("I8", 8),
          Map.entry("F8_E4M3", 8),
          Map.entry("F8_E5M2", 8),
          Map.entry("F8_E8M0", 8),
          Map.entry("F4", 4),
          Map.entry("U16", 16),
          Map.entry("I16", 16),
          Map.entry("F16", 16),
          Map.entry("BF16", 16),
          Map.entry("U32", 32),
          Map.entry("I32", 32),
          Map.entry("F32", 32),
          Map.entry("U64", 64),
          Map.entry("I64", 64),
          Map.entry("F64", 64),
          Map.entry("C64", 64));

  private final Path file;

  private SafetensorsFile(Path file) {
    this.file = file;
  }

  /// Tensors by name, in the order of the header.
  public static Map<String, StoredTensor> read(Path path) throws ModelException {
    try {
      return new SafetensorsFile(path.toRealPath()).read();
    } catch (IOException e) {
      throw new ModelException(
          Kind.CORRUPT,
          "'%s' cannot be read as safetensors (%s). It may be truncated or of another format; copy it again."
              .formatted(path, e.getMessage()),
          e);
    }
  }

  private Map<String, StoredTensor> read() throws IOException, ModelException {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      long header = headerLength(channel, size);
      String json = text(read(channel, LENGTH_BYTES, (int) header));
      long data = LENGTH_BYTES + header;
      Map<String, StoredTensor> tensors = new LinkedHashMap<>();
      for (var entry : TensorDirectory.parse(json).entrySet()) {
        tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue(), data, size));
      }
      requireSeamless(tensors, data, size);
      return tensors;
    }
  }

  private long headerLength(FileChannel channel, long size) throws IOException, ModelException {
    if (size < LENGTH_BYTES) {
      throw corrupt("has %d bytes, a safetensors file has at least 8".formatted(size));
    }
    long header = read(channel, 0, LENGTH_BYTES).getLong();
    if (header < 2 || header > MOST_HEADER_BYTES) {
      throw corrupt(
          "says that its header has %s bytes; from 2 to 100,000,000 are allowed"
              .formatted(Long.toUnsignedString(header)));
    }
    if (header > size - LENGTH_BYTES) {
      throw corrupt(
          "says that its header has %d bytes, and the whole file has %d".formatted(header, size));
    }
    return header;
  }

  private StoredTensor tensor(String name, TensorDirectory.Entry entry, long data, long size)
      throws ModelException {
    Integer bits = BITS.get(entry.type());
    if (bits == null) {
      throw corrupt("has tensor '%s' of the unknown type '%s'".formatted(name, entry.type()));
    }
    long bytes = entry.end() - entry.begin();
    if (bytes < 0 || bytes != bytes(name, entry.shape(), bits)) {
      throw corrupt(
          "gives tensor '%s' %d bytes, and its shape %s of %s needs %d"
              .formatted(
                  name, bytes, entry.shape(), entry.type(), bytes(name, entry.shape(), bits)));
    }
    if (entry.end() > size - data) {
      throw corrupt(
          "is truncated: tensor '%s' ends %d bytes behind the end of the file"
              .formatted(name, entry.end() - (size - data)));
    }
    return new StoredTensor(name, entry.type(), entry.shape(), file, data + entry.begin(), bytes);
  }

  private long bytes(String name, List<Long> shape, int bits) throws ModelException {
    try {
      long elements = shape.stream().reduce(1L, Math::multiplyExact);
      return Math.ceilDiv(Math.multiplyExact(elements, (long) bits), 8L);
    } catch (ArithmeticException e) {
      throw new ModelException(
          Kind.CORRUPT,
          "'%s' has tensor '%s' of shape %s, more than any file holds. Copy it again."
              .formatted(file, name, shape),
          e);
    }
  }

  /// A gap could hide anything, and an overlap is never what a writer wrote.
  private void requireSeamless(Map<String, StoredTensor> tensors, long data, long size)
      throws ModelException {
    long next = data;
    List<StoredTensor> ordered =
        tensors.values().stream()
            .sorted(
                Comparator.comparingLong(StoredTensor::offset)
                    .thenComparingLong(StoredTensor::bytes))
            .toList();
    for (StoredTensor tensor : ordered) {
      if (tensor.offset() != next) {
        throw corrupt(
            "has tensor '%s' from byte %d on, where %d was expected: tensors overlap or leave a gap"
                .formatted(tensor.name(), tensor.offset(), next));
      }
      next += tensor.bytes();
    }
    if (next != size) {
      throw corrupt("has %d bytes behind its last tensor".formatted(size - next));
    }
  }

  private static ByteBuffer read(FileChannel channel, long position, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException("it ends at byte " + (position + buffer.position()));
      }
    }
    return buffer.flip();
  }

  private static String text(ByteBuffer bytes) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("its header is not UTF-8", e);
    }
  }

  private ModelException corrupt(String what) {
    return new ModelException(
        Kind.CORRUPT, "'%s' %s. The file is damaged; copy it again.".formatted(file, what));
  }
}
