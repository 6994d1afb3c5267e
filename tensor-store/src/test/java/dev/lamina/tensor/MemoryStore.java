package dev.lamina.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// Objects in memory, for tests of what is built on a store.
final class MemoryStore implements ObjectStore {

  private final NavigableMap<String, byte[]> objects;

  MemoryStore() {
    this(new ConcurrentSkipListMap<>());
  }

  private MemoryStore(NavigableMap<String, byte[]> objects) {
    this.objects = objects;
  }

  MemoryStore again() {
    return new MemoryStore(objects);
  }

  @Override
  public boolean createOnce(String key, byte[] content) {
    return objects.putIfAbsent(KeyRules.requireKey(key), content.clone()) == null;
  }

  @Override
  public Optional<byte[]> read(String key) {
    return Optional.ofNullable(objects.get(KeyRules.requireKey(key))).map(byte[]::clone);
  }

  @Override
  public byte[] readRange(String key, long offset, int length) {
    byte[] content = read(key).orElseThrow(() -> StoreFaults.missing(key, describe()));
    if (offset + length > content.length) {
      throw StoreFaults.tooShort(key, offset, length, describe());
    }
    return Arrays.copyOfRange(content, (int) offset, (int) offset + length);
  }

  @Override
  public Optional<Long> size(String key) {
    return read(key).map(content -> (long) content.length);
  }

  @Override
  public List<String> list(String prefix) {
    KeyRules.requirePrefix(prefix);
    return objects.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
  }

  @Override
  public void delete(String key) {
    objects.remove(KeyRules.requireKey(key));
  }

  @Override
  public void put(String key, byte[] content) {
    objects.put(KeyRules.requireKey(key), content.clone());
  }

  @Override
  public String describe() {
    return "memory";
  }

  @Override
  public void close() {
    // Another client may go on.
  }
}
