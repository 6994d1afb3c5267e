package dev.lamina.extraction;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// The time in which native memory may be used. A run on what was freed ends the process, so
/// freeing waits for runs, and none begins after.
final class Use {

  /// Something that uses it.
  interface Run<T> {
    T perform() throws ModelException;
  }

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final String what;
  private boolean ended;

  Use(String what) {
    this.what = what;
  }

  <T> T during(Run<T> run) throws ModelException {
    lock.readLock().lock();
    try {
      if (ended) {
        throw new IllegalStateException(what + " was closed before");
      }
      return run.perform();
    } finally {
      lock.readLock().unlock();
    }
  }

  /// Frees what is used, once.
  void end(Runnable free) {
    lock.writeLock().lock();
    try {
      if (!ended) {
        ended = true;
        free.run();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
