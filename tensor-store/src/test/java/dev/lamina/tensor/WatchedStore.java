package dev.lamina.tensor;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Passes on to a store, counts what is read, and dies after a number of writes if it is told to.
final class WatchedStore implements ObjectStore {

  /// What a killed process would not live to throw.
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  final AtomicLong rangeBytes = new AtomicLong();
  final AtomicInteger ranges = new AtomicInteger();
  final AtomicLong wholeBytes = new AtomicLong();
  final AtomicInteger writes = new AtomicInteger();

  private final ObjectStore store;
  private final int writesToLive;

  WatchedStore(ObjectStore store) {
    this(store, Integer.MAX_VALUE);
  }

  WatchedStore(ObjectStore store, int writesToLive) {
    this.store = store;
    this.writesToLive = writesToLive;
  }

  @Override
  public boolean createOnce(String key, byte[] content) {
    if (writes.getAndIncrement() >= writesToLive) {
      throw new Killed();
    }
    return store.createOnce(key, content);
  }

  @Override
  public Optional<byte[]> read(String key) {
    Optional<byte[]> content = store.read(key);
    content.ifPresent(bytes -> wholeBytes.addAndGet(bytes.length));
    return content;
  }

  @Override
  public byte[] readRange(String key, long offset, int length) {
    ranges.incrementAndGet();
    rangeBytes.addAndGet(length);
    return store.readRange(key, offset, length);
  }

  @Override
  public Optional<Long> size(String key) {
    return store.size(key);
  }

  @Override
  public List<String> list(String prefix) {
    return store.list(prefix);
  }

  @Override
  public void delete(String key) {
    store.delete(key);
  }

  @Override
  public void put(String key, byte[] content) {
    if (writes.getAndIncrement() >= writesToLive) {
      throw new Killed();
    }
    store.put(key, content);
  }

  @Override
  public String describe() {
    return store.describe();
  }

  @Override
  public void close() {
    store.close();
  }
}
