package dev.lamina.tensor.zarr;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// What was done to the bytes of a chunk after its numbers were written.
enum ByteCodec {
  CRC32C {
    @Override
    byte[] decode(byte[] stored, int atMost) {
      Checksum.verify(stored, stored.length, "a chunk");
      return Arrays.copyOf(stored, stored.length - Checksum.BYTES);
    }
  },
  GZIP {
    @Override
    byte[] decode(byte[] stored, int atMost) {
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
        return in.readNBytes(atMost + 1);
      } catch (IOException e) {
        throw Corrupt.because("a chunk is no gzip: " + e.getMessage());
      }
    }
  },
  ZSTD {
    @Override
    byte[] decode(byte[] stored, int atMost) {
      byte[] content = new byte[atMost];
      try {
        int length =
            new ZstdDecompressor().decompress(stored, 0, stored.length, content, 0, atMost);
        return length == atMost ? content : Arrays.copyOf(content, length);
      } catch (MalformedInputException e) {
        throw Corrupt.because("a chunk is no zstd: " + e.getMessage());
      }
    }
  };

  /// For messages.
  static final String ALL = "bytes, crc32c, gzip, zstd and sharding_indexed";

  /// @param atMost bytes that may come out; more than that is never allocated
  abstract byte[] decode(byte[] stored, int atMost);

  static Optional<ByteCodec> named(String name) {
    return switch (name) {
      case "crc32c" -> Optional.of(CRC32C);
      case "gzip" -> Optional.of(GZIP);
      case "zstd" -> Optional.of(ZSTD);
      default -> Optional.empty();
    };
  }
}
