package dev.lamina.metrics.hsic;

import dev.lamina.metrics.blas.Precision;
import dev.lamina.metrics.blas.View;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Native memory of one pass, or of several that follow one another: new memory costs a fault and
/// zeros for each page. Any thread may use it, all of it is freed on close.
public final class NativeMemory implements AutoCloseable {

  private static final int CACHE_LINE = 64;

  private final Arena arena = Arena.ofShared();
  private final Optional<MappedMemory> mapped =
      MappedMemory.here() ? Optional.of(new MappedMemory()) : Optional.empty();
  private final List<MemorySegment> used = new ArrayList<>();
  private final Map<Long, Deque<MemorySegment>> free = new HashMap<>(); // by size

  /// A matrix of anything.
  synchronized View matrix(Precision precision, int rows, int columns) {
    long size = (long) rows * columns * precision.bytes();
    MemorySegment found =
        Optional.ofNullable(free.get(size)).map(Deque::poll).orElseGet(() -> fresh(size));
    used.add(found);
    return View.of(found, precision, rows, columns);
  }

  /// What was handed out is used no more, and handed out again.
  synchronized void reuse() {
    used.forEach(
        segment ->
            free.computeIfAbsent(segment.byteSize(), size -> new ArrayDeque<>()).add(segment));
    used.clear();
  }

  private MemorySegment fresh(long size) {
    return mapped
        .filter(any -> MappedMemory.suits(size))
        .map(memory -> memory.allocate(size, arena))
        .orElseGet(() -> arena.allocate(size, CACHE_LINE));
  }

  /// Bytes handed out.
  synchronized long bytes() {
    return used.stream().mapToLong(MemorySegment::byteSize).sum();
  }

  @Override
  public void close() {
    arena.close();
  }
}
