package dev.lamina.extraction;

import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// A loaded model with an adapter on it. Valid while its model is open; closing it frees the
/// adapter alone.
public final class AdaptedExtractor implements AutoCloseable {
  private final HiddenStateExtractor base;
  private final AdapterTensors tensors;

  /// A run on freed tensors ends the process, so closing waits for runs.
  private final ReadWriteLock inUse = new ReentrantReadWriteLock();

  private boolean closed;

  AdaptedExtractor(HiddenStateExtractor base, AdapterTensors tensors) {
    this.base = base;
    this.tensors = tensors;
  }

  /// As [HiddenStateExtractor#extract] does, of the adapted model.
  public BatchStates extract(List<TextRow> rows, ExtractionSettings settings)
      throws ModelException {
    inUse.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the adapter was closed before");
      }
      return base.extract(rows, settings, tensors);
    } finally {
      inUse.readLock().unlock();
    }
  }

  @Override
  public void close() {
    inUse.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        tensors.close();
      }
    } finally {
      inUse.writeLock().unlock();
    }
  }
}
