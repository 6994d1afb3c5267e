package dev.lamina.source;

import dev.lamina.contract.Digest;

/// Names a snapshot in the cache: readable for whoever looks into the folder, and told apart by a
/// digest.
record CacheKey(String name) {

  private static final int READABLE = 80;
  private static final int DIGITS = 32;

  /// @param digest over all that tells this version of these files from others
  static CacheKey of(String readable, Digest digest) {
    String plain = readable.replaceAll("[^A-Za-z0-9._-]+", "-");
    return new CacheKey(
        plain.substring(0, Math.min(READABLE, plain.length()))
            + "-"
            + digest.hex().substring(0, DIGITS));
  }
}
