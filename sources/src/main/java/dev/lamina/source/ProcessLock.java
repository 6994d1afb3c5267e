package dev.lamina.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Held by one thread of one process at a time. The system lets go of it when a process ends,
/// however it ends. The file stays: to delete it would let two hold a lock of one name.
final class ProcessLock implements AutoCloseable {

  /// File locks are held by processes, so threads of one process need a turn of their own.
  private static final Map<Path, Semaphore> TURNS = new ConcurrentHashMap<>();

  private final Semaphore turn;
  private final FileChannel channel;

  private ProcessLock(Semaphore turn, FileChannel channel) {
    this.turn = turn;
    this.channel = channel;
  }

  /// Waits until the lock is free.
  static ProcessLock acquire(Path file) throws IOException, InterruptedException {
    Semaphore turn = turn(file);
    turn.acquire();
    return locked(file, turn, FileChannel::lock)
        .orElseThrow(() -> new IllegalStateException("a lock that waits is always got"));
  }

  /// The lock, if it is free now.
  static Optional<ProcessLock> tryAcquire(Path file) throws IOException {
    Semaphore turn = turn(file);
    return turn.tryAcquire() ? locked(file, turn, FileChannel::tryLock) : Optional.empty();
  }

  private interface Locking {
    @Nullable FileLock lock(FileChannel channel) throws IOException;
  }

  private static Optional<ProcessLock> locked(Path file, Semaphore turn, Locking locking)
      throws IOException {
    FileChannel channel = null;
    boolean held = false;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      held = locking.lock(channel) != null;
      return held ? Optional.of(new ProcessLock(turn, channel)) : Optional.empty();
    } finally {
      if (!held) {
        turn.release();
        if (channel != null) {
          channel.close();
        }
      }
    }
  }

  private static Semaphore turn(Path file) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Path real = file.resolveSibling("").toRealPath().resolve(file.getFileName());
    return TURNS.computeIfAbsent(real, _ -> new Semaphore(1));
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      turn.release();
    }
  }
}
