package dev.lamina.source;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lamina.source.SourceFetcher.Places;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Fetchers for tests: little patience, and a cache of their own.
record Fetching(Path cache, Places places, long maxBytes, Duration grace) {

  static final Backoff HASTY = new Backoff(4, Duration.ofMillis(5), Duration.ofMillis(50));

  static Fetching from(StandInHub hub, Path cache) {
    return new Fetching(cache, places(hub.endpoint()), 1L << 30, Duration.ofMillis(1));
  }

  static Places places(URI hub) {
    return new Places(
        FileAccess.below(List.of()),
        Optional.empty(),
        new AllowedSources(List.of("hf:", "s3:")),
        hub,
        Optional.empty(),
        Optional.empty());
  }

  Fetching withToken(String token) {
    return with(
        new Places(
            places.files(),
            places.uploads(),
            places.allowed(),
            places.hub(),
            Optional.of(token),
            places.s3()));
  }

  Fetching with(Places others) {
    return new Fetching(cache, others, maxBytes, grace);
  }

  Fetching withMaxBytes(long bytes) {
    return new Fetching(cache, places, bytes, grace);
  }

  Fetching withGrace(Duration other) {
    return new Fetching(cache, places, maxBytes, other);
  }

  SourceFetcher fetcher() {
    return new SourceFetcher(
        places,
        new CacheSettings(cache, maxBytes, grace),
        new RememberedDigests(cache),
        _ -> {},
        HASTY);
  }

  Fetched fetch(String source) throws SourceException {
    try (SourceFetcher fetcher = fetcher()) {
      return fetcher.fetch(source);
    }
  }

  /// What the fetch is refused with.
  SourceException refusal(String source) {
    return catchThrowableOfType(SourceException.class, () -> fetch(source));
  }
}
