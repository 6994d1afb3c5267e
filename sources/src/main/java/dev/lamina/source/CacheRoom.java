package dev.lamina.source;

import dev.lamina.source.CacheFolder.Entry;
import dev.lamina.source.SourceException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Keeps the cache within its bound: the least recently used snapshots go first, what someone
/// holds the lock of never, and what was used a moment ago only after a while, because its user
/// may not have opened it yet.
final class CacheRoom {

  /// Left free on the disk for others.
  private static final long SPARE_BYTES = 64L << 20;

  private static final Duration LOOK = Duration.ofMillis(500);

  private final CacheFolder folder;
  private final long maxBytes;
  private final Duration grace;

  CacheRoom(CacheFolder folder, CacheSettings settings) {
    this.folder = folder;
    this.maxBytes = settings.maxBytes();
    this.grace = settings.grace();
  }

  /// Sees to it that `bytes` fit. Waits while only what was just used stands in the way.
  void reserve(CacheKey key, String source, long bytes)
      throws SourceException, IOException, InterruptedException {
    if (bytes > maxBytes) {
      throw SourceException.refused(
          "%s takes %s, and the cache holds at most %s; raise lamina.sources.cache.max-bytes"
              .formatted(source, readable(bytes), readable(maxBytes)));
    }
    Instant deadline = Instant.now().plus(grace.multipliedBy(2));
    while (!tryReserve(key, source, bytes, Instant.now().isAfter(deadline))) {
      Thread.sleep(LOOK.compareTo(grace) < 0 ? LOOK : grace);
    }
  }

  private boolean tryReserve(CacheKey key, String source, long bytes, boolean last)
      throws SourceException, IOException, InterruptedException {
    try (ProcessLock _ = ProcessLock.acquire(folder.roomLock())) {
      folder.emptyTrash();
      List<Entry> others = folder.others(key);
      long used = others.stream().mapToLong(Entry::bytes).sum();
      boolean worthWaiting = false;
      for (Entry entry : others) {
        if (fits(key, bytes, used)) {
          break;
        }
        if (evict(entry)) {
          used -= entry.bytes();
        } else {
          worthWaiting |= isFresh(entry);
        }
      }
      if (fits(key, bytes, used)) {
        folder.reserve(key, bytes);
        return true;
      }
      if (last || !worthWaiting) {
        throw full(key, source, bytes);
      }
      return false;
    }
  }

  private boolean isFresh(Entry entry) {
    return entry.used().plus(grace).isAfter(Instant.now());
  }

  /// @return whether it is gone
  private boolean evict(Entry entry) throws IOException {
    if (isFresh(entry)) {
      return false;
    }
    Optional<ProcessLock> lock = ProcessLock.tryAcquire(entry.lock());
    if (lock.isEmpty()) {
      return false;
    }
    try (ProcessLock _ = lock.get()) {
      Optional<Entry> now = CacheFolder.entry(entry.folder(), entry.lock());
      if (now.isPresent() && !isFresh(now.get())) {
        folder.remove(now.get());
        return true;
      }
      return now.isEmpty();
    }
  }

  private boolean fits(CacheKey key, long bytes, long used) throws IOException {
    return used + bytes <= maxBytes && spare(key, bytes) >= 0;
  }

  /// Bytes that the disk would have left.
  private long spare(CacheKey key, long bytes) throws IOException {
    long usable = Files.getFileStore(folder.root()).getUsableSpace();
    return usable - SPARE_BYTES - (bytes - folder.bytesOf(key));
  }

  private SourceException full(CacheKey key, String source, long bytes) throws IOException {
    String why =
        spare(key, bytes) < 0
            ? "the disk of %s has too little room for it".formatted(folder.root())
            : "the cache of %s is full of what others fetch or use just now; raise lamina.sources.cache.max-bytes, or wait"
                .formatted(readable(maxBytes));
    return new SourceException(
        Kind.UNAVAILABLE, "%s takes %s, and %s".formatted(source, readable(bytes), why));
  }

  static String readable(long bytes) {
    return bytes < 1_000_000
        ? "%,d bytes".formatted(bytes)
        : String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
  }
}
