package dev.lamina.metrics.hsic;

import dev.lamina.metrics.blas.Precision;
import dev.lamina.metrics.blas.View;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Native memory of one pass: any thread may use it, all of it is freed on close.
final class NativeMemory implements AutoCloseable {

  private static final int CACHE_LINE = 64;

  private final Arena arena = Arena.ofShared();
  private final Optional<MappedMemory> mapped =
      MappedMemory.here() ? Optional.of(new MappedMemory()) : Optional.empty();
  private final AtomicLong bytes = new AtomicLong();

  /// A matrix of zeros.
  View matrix(Precision precision, int rows, int columns) {
    long size = (long) rows * columns * precision.bytes();
    bytes.addAndGet(size);
    return View.of(zeros(size), precision, rows, columns);
  }

  private MemorySegment zeros(long size) {
    return mapped
        .filter(any -> MappedMemory.suits(size))
        .map(memory -> memory.allocate(size, arena))
        .orElseGet(() -> arena.allocate(size, CACHE_LINE));
  }

  /// Bytes handed out so far.
  long bytes() {
    return bytes.get();
  }

  @Override
  public void close() {
    arena.close();
  }
}
