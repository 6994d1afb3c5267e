package dev.lamina.extraction.checkpoint;

import dev.lamina.extraction.ModelException;

/// Heads of attention.
///
/// @param query heads that ask
/// @param keyValue heads that are asked; each serves as many that ask
/// @param size features of one head
/// @param scale what products of queries and keys are multiplied by
/// @param cap what their size tends to, by `cap tanh(x / cap)`; 0 leaves them as they are
record Heads(int query, int keyValue, int size, double scale, double cap) {

  /// Scaled by the root of a head's size, not capped.
  static Heads plain(ModelConfig config, int query, int keyValue, int size) throws ModelException {
    if (size < 1 || query % keyValue != 0 || (long) query * size > Integer.MAX_VALUE) {
      throw config.wrong(
          "has %d heads of %d features for %d of keys and values; the last must divide the first"
              .formatted(query, size, keyValue));
    }
    return new Heads(query, keyValue, size, 1 / Math.sqrt(size), 0);
  }

  /// Heads that share out `features`, each with keys and values of its own.
  static Heads of(ModelConfig config, int heads, int features) throws ModelException {
    if (features % heads != 0) {
      throw config.wrong("shares out %d features to %d heads".formatted(features, heads));
    }
    return plain(config, heads, heads, features / heads);
  }

  Heads scaledBy(double scale) {
    return new Heads(query, keyValue, size, scale, cap);
  }

  Heads cappedAt(double cap) {
    return new Heads(query, keyValue, size, scale, cap);
  }

  int queryFeatures() {
    return query * size;
  }

  int keyValueFeatures() {
    return keyValue * size;
  }
}
