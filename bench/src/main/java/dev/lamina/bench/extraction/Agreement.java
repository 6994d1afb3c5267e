package dev.lamina.bench.extraction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whether two sides computed the same thing; a ratio of their speeds means nothing otherwise.
final class Agreement {

  /// Rows whose states are compared.
  static final int ROWS = 16;

  private Agreement() {}

  /// The largest relative L2 error of a row at a layer.
  ///
  /// @param ours states `[layers, ROWS, features]` as little-endian float32
  /// @param reference the same of the peer
  /// @param features of one state
  static double worstError(Path ours, Path reference, int features) {
    FloatBuffer mine = read(ours);
    FloatBuffer others = read(reference);
    if (mine.capacity() != others.capacity() || mine.capacity() % (ROWS * features) != 0) {
      throw new IllegalStateException(
          "%d states of %d features beside %d"
              .formatted(mine.capacity(), features, others.capacity()));
    }
    double worst = 0;
    for (int from = 0; from < mine.capacity(); from += features) {
      double difference = 0;
      double norm = 0;
      for (int i = from; i < from + features; i++) {
        difference += Math.pow((double) mine.get(i) - others.get(i), 2);
        norm += Math.pow(others.get(i), 2);
      }
      worst = Math.max(worst, Math.sqrt(difference / norm));
    }
    return worst;
  }

  private static FloatBuffer read(Path file) {
    try {
      return ByteBuffer.wrap(Files.readAllBytes(file))
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
