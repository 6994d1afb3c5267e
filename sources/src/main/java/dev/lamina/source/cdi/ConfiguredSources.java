package dev.lamina.source.cdi;

import dev.lamina.source.AllowedSources;
import dev.lamina.source.CacheSettings;
import dev.lamina.source.FileAccess;
import dev.lamina.source.RememberedDigests;
import dev.lamina.source.SourceFetcher;
import dev.lamina.source.SourceFetcher.Places;
import dev.lamina.tensor.S3Reader.S3Access;
import dev.lamina.tensor.Uploads;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What the settings say, as objects.
public record ConfiguredSources(SourceSettings settings) {

  public RememberedDigests digests() {
    return new RememberedDigests(settings.cache().folder());
  }

  /// The files of the settings; relative names start from the roots, or from where the process
  /// was started when there are none and files may lie anywhere.
  FileAccess files() {
    List<Path> roots = settings.files().roots().orElse(List.of());
    return settings.files().anywhere()
        ? FileAccess.from(roots.isEmpty() ? Path.of("") : roots.getFirst())
        : FileAccess.below(roots);
  }

  /// @param uploads empty where there is no server that keeps them
  /// @param news is told, in a sentence, when something large is fetched
  public SourceFetcher fetcher(
      FileAccess files,
      Optional<Uploads> uploads,
      RememberedDigests digests,
      Consumer<String> news) {
    Places places =
        new Places(
            files,
            uploads,
            new AllowedSources(settings.allowed().orElse(List.of())),
            settings.hub().endpoint(),
            settings.hub().token(),
            settings.s3().endpoint().map(this::access));
    CacheSettings cache = CacheSettings.of(settings.cache().folder(), settings.cache().maxBytes());
    return new SourceFetcher(places, cache, digests, news);
  }

  private S3Access access(String endpoint) {
    SourceSettings.S3 s3 = settings.s3();
    return new S3Access(
        endpoint, s3.region(), s3.accessKey().orElse(""), s3.secretKey().orElse(""));
  }
}
