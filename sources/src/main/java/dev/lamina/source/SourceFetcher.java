package dev.lamina.source;

import static java.util.Objects.requireNonNull;

import dev.lamina.contract.FaultException;
import dev.lamina.source.SourceException.Kind;
import dev.lamina.source.SourceName.InBucket;
import dev.lamina.source.SourceName.OnDisk;
import dev.lamina.source.SourceName.OnHub;
import dev.lamina.source.SourceName.Uploaded;
import dev.lamina.tensor.S3Reader.S3Access;
import dev.lamina.tensor.Uploads;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// Fetches what specs name: `file:`, `upload:`, `s3://` and `hf://`. For many threads.
public final class SourceFetcher implements AutoCloseable {

  private final FileAccess files;
  private final AllowedSources allowed;
  private final UploadedModels uploads;
  private final Hub hub;
  private final S3Models s3;
  private final SnapshotCache cache;

  /// What may be fetched, from where.
  ///
  /// @param files that `file:` names may name
  /// @param uploads empty where there is no server that keeps them
  /// @param allowed of what lies elsewhere
  /// @param hub address of the hub
  /// @param token for the hub, and for nobody else
  /// @param s3 empty where no S3 server is set
  public record Places(
      FileAccess files,
      Optional<Uploads> uploads,
      AllowedSources allowed,
      URI hub,
      Optional<String> token,
      Optional<S3Access> s3) {

    public Places {
      requireNonNull(files);
      requireNonNull(allowed);
    }

    /// Without the token.
    @Override
    public String toString() {
      return "files, uploads, " + hub + s3.map(access -> " and " + access).orElse("");
    }
  }

  /// @param digests learn what was verified
  /// @param news is told, in a sentence, when something large is fetched
  public SourceFetcher(
      Places places, CacheSettings cache, RememberedDigests digests, Consumer<String> news) {
    this(places, cache, digests, news, Backoff.PATIENT);
  }

  SourceFetcher(
      Places places,
      CacheSettings cache,
      RememberedDigests digests,
      Consumer<String> news,
      Backoff backoff) {
    this.files = places.files();
    this.allowed = places.allowed();
    this.uploads = new UploadedModels(places.uploads());
    this.hub = new Hub(new HubClient(places.hub(), places.token()), backoff);
    this.s3 = new S3Models(places.s3(), backoff);
    this.cache = new SnapshotCache(cache, backoff, digests, news);
  }

  /// A model's or an adapter's files, on this machine when this returns.
  public Fetched fetch(String source) throws SourceException {
    try {
      return switch (SourceName.parse(source)) {
        case OnDisk(String name) -> onDisk(files.find(name));
        case Uploaded(String name) -> cached(uploads.model(name));
        case OnHub name -> {
          allowed.require(name);
          yield cached(hub.model(name));
        }
        case InBucket folder -> {
          allowed.require(folder);
          yield cached(s3.model(folder));
        }
      };
    } catch (FaultException e) {
      throw said(e);
    }
  }

  /// The content of one file, such as the rows of a task.
  public InputStream open(String source) throws SourceException, IOException {
    try {
      return switch (SourceName.parse(source)) {
        case OnDisk(String name) -> Files.newInputStream(file(source, name));
        case Uploaded(String name) -> uploads.rows(name);
        case InBucket place -> {
          allowed.require(place);
          yield s3.rows(place);
        }
        case OnHub _ ->
            throw SourceException.refused(
                "\"%s\" is a model; rows come from file:, s3:// or upload:".formatted(source));
      };
    } catch (FaultException e) {
      throw said(e);
    }
  }

  private static Fetched onDisk(Path path) {
    return new Fetched(path.toUri().toString(), path);
  }

  private Path file(String source, String name) throws SourceException {
    Path path = files.find(name);
    if (!Files.isRegularFile(path)) {
      throw SourceException.refused("\"" + source + "\" is a folder; a JSONL file is wanted");
    }
    return path;
  }

  private Fetched cached(RemoteModel model) throws SourceException {
    return new Fetched(model.source(), cache.get(model));
  }

  private static SourceException said(FaultException fault) {
    return new SourceException(
        fault.fault().retry() ? Kind.UNAVAILABLE : Kind.REFUSED, fault.getMessage(), fault);
  }

  @Override
  public void close() {
    hub.close();
    s3.close();
  }
}
