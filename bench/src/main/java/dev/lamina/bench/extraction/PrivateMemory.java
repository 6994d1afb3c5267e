package dev.lamina.bench.extraction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// This process's memory that no other can share, at its most: what it has
/// allocated or changed. Pages of mapped files that were only read do not count; the system drops
/// them when it needs room.
final class PrivateMemory implements AutoCloseable {

  private static final Path SMAPS = Path.of("/proc/self/smaps_rollup");
  private static final long EVERY_MILLIS = 50;

  private final AtomicLong peak = new AtomicLong();
  private final Thread watch = Thread.ofPlatform().daemon().start(this::watch);

  /// The most so far, in bytes; 0 where the system does not tell.
  long peak() {
    look();
    return peak.get();
  }

  private void watch() {
    try {
      while (true) {
        look();
        Thread.sleep(EVERY_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    if (Files.isReadable(SMAPS)) {
      peak.accumulateAndGet(now(), Math::max);
    }
  }

  /// Dirty private pages and anonymous ones overlap nearly wholly; the larger of the two counts.
  private static long now() {
    try {
      List<String> lines = Files.readAllLines(SMAPS);
      return Math.max(kib(lines, "Private_Dirty:"), kib(lines, "Anonymous:")) << 10;
    } catch (IOException e) {
      return 0;
    }
  }

  private static long kib(List<String> lines, String field) {
    return lines.stream()
        .filter(line -> line.startsWith(field))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() {
    watch.interrupt();
  }
}
