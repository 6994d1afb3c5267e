package dev.lamina.extractor;

import dev.lamina.tensor.ObjectStore;
import java.util.List;
import java.util.Optional;

/// A store in which nothing is there yet when one looks, and all of it when one writes: what a
/// worker sees whose unit another one does at the same time.
record StoreSeenLate(ObjectStore store) implements ObjectStore {

  @Override
  public boolean createOnce(String key, byte[] content) {
    return store.createOnce(key, content);
  }

  @Override
  public Optional<byte[]> read(String key) {
    return store.read(key);
  }

  @Override
  public byte[] readRange(String key, long offset, int length) {
    return store.readRange(key, offset, length);
  }

  @Override
  public Optional<Long> size(String key) {
    return Optional.empty();
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
