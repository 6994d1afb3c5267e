package dev.lamina.source;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;

/// Where copies of models are kept.
///
/// @param folder made when it is needed, for this user alone; processes may share it. One that
///     another user but root owns, or that every user can write to, is refused
/// @param maxBytes of all copies together, those being fetched included
/// @param grace how long after its last use nothing is evicted
public record CacheSettings(Path folder, long maxBytes, Duration grace) {

  private static final Duration GRACE = Duration.ofMinutes(2);

  public CacheSettings {
    requireNonNull(folder);
    if (maxBytes < 1 || !grace.isPositive()) {
      throw new IllegalArgumentException(
          "a cache of %d bytes (lamina.sources.cache.max-bytes), kept for %s"
              .formatted(maxBytes, grace));
    }
  }

  public static CacheSettings of(Path folder, long maxBytes) {
    return new CacheSettings(folder.toAbsolutePath().normalize(), maxBytes, GRACE);
  }
}
