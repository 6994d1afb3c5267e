package dev.lamina.gateway.source;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// The values last asked for, up to a number of them. For many threads.
final class Recent<K, V> {

  private final int most;
  private final SequencedMap<K, V> values = new LinkedHashMap<>(16, 0.75f, true);

  Recent(int most) {
    this.most = most;
  }

  synchronized Optional<V> get(K key) {
    return Optional.ofNullable(values.get(key));
  }

  synchronized void put(K key, V value) {
    values.put(key, value);
    if (values.size() > most) {
      values.pollFirstEntry();
    }
  }
}
