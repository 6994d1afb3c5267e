package dev.lamina.source;

import dev.lamina.source.SourceException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// Copies of models from elsewhere, below one folder that many processes may share. A snapshot is
/// there as a whole or not at all.
final class SnapshotCache {

  private final CacheFolder folder;
  private final CacheRoom room;
  private final Backoff backoff;
  private final RememberedDigests digests;
  private final Consumer<String> news;

  /// @param digests learn what was verified
  /// @param news is told what is fetched
  SnapshotCache(
      CacheSettings settings, Backoff backoff, RememberedDigests digests, Consumer<String> news) {
    this.folder = new CacheFolder(settings.folder());
    this.room = new CacheRoom(folder, settings);
    this.backoff = backoff;
    this.digests = digests;
    this.news = news;
  }

  /// The model's folder, fetched unless it is there.
  Path get(RemoteModel model) throws SourceException {
    CacheKey key = model.key();
    Path snapshot = folder.snapshot(key);
    try {
      folder.make();
      try (ProcessLock _ = ProcessLock.acquire(folder.lock(key))) {
        if (Files.isDirectory(snapshot)) {
          folder.markUsed(key);
        } else {
          fetch(model);
        }
        return snapshot;
      }
    } catch (IOException e) {
      throw new SourceException(
          Kind.UNAVAILABLE,
          "%s cannot be kept in the cache %s: %s".formatted(model.source(), folder.root(), e),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceException(
          Kind.UNAVAILABLE, "fetching " + model.source() + " was interrupted", e);
    }
  }

  private void fetch(RemoteModel model) throws SourceException, IOException, InterruptedException {
    List<RemoteFile> files = model.files().list();
    long bytes = files.stream().mapToLong(RemoteFile::bytes).sum();
    room.reserve(model.key(), model.source(), bytes);
    news.accept(
        "Fetching %s: %d files, %s"
            .formatted(model.source(), files.size(), CacheRoom.readable(bytes)));
    Download download = new Download(model.source(), folder.partial(model.key()), backoff);
    SequencedMap<String, String> verified = new LinkedHashMap<>();
    for (RemoteFile file : files) {
      verified.put(file.name(), download.fetch(file));
    }
    folder.complete(model.key(), files);
    for (Map.Entry<String, String> file : verified.entrySet()) {
      digests.remember(folder.snapshot(model.key()).resolve(file.getKey()), file.getValue());
    }
  }
}
