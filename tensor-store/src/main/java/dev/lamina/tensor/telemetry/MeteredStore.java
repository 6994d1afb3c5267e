package dev.lamina.tensor.telemetry;

import dev.lamina.tensor.ObjectStore;
import dev.lamina.tensor.telemetry.StoreMeters.Request;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;

/// Passes on to a store, and counts requests, their time and their bytes.
public final class MeteredStore implements ObjectStore {

  private final ObjectStore store;
  private final StoreMeters meters;

  public MeteredStore(ObjectStore store, MeterRegistry registry) {
    this.store = store;
    this.meters = new StoreMeters(registry);
  }

  @Override
  public boolean createOnce(String key, byte[] content) {
    boolean created = meters.timed(Request.CREATE, () -> store.createOnce(key, content));
    meters.written(content.length);
    if (!created) {
      meters.lost();
    }
    return created;
  }

  @Override
  public Optional<byte[]> read(String key) {
    Optional<byte[]> content = meters.timed(Request.READ, () -> store.read(key));
    content.ifPresent(bytes -> meters.read(bytes.length));
    return content;
  }

  @Override
  public byte[] readRange(String key, long offset, int length) {
    byte[] range = meters.timed(Request.RANGE, () -> store.readRange(key, offset, length));
    meters.read(range.length);
    return range;
  }

  @Override
  public Optional<Long> size(String key) {
    return meters.timed(Request.SIZE, () -> store.size(key));
  }

  @Override
  public List<String> list(String prefix) {
    return meters.timed(Request.LIST, () -> store.list(prefix));
  }

  @Override
  public void delete(String key) {
    meters.timed(
        Request.DELETE,
        () -> {
          store.delete(key);
          return key;
        });
  }

  @Override
  public void put(String key, byte[] content) {
    meters.timed(
        Request.PUT,
        () -> {
          store.put(key, content);
          return key;
        });
    meters.written(content.length);
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
