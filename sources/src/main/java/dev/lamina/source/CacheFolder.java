package dev.lamina.source;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// What lies where in the cache's folder.
///
/// ```
/// snapshots/KEY/FILE        a model, complete; the folder's time is that of its last use
/// partial/KEY/FILE          fetched and verified, others are missing yet
/// partial/KEY/FILE.part     being fetched
/// partial/KEY/.bytes        how large it will be
/// locks/KEY                 held by who fetches, uses or evicts it
/// trash/                    evicted, being deleted
/// digests/                  SHA-256 of files
/// ```
record CacheFolder(Path root) {

  private static final String BYTES = ".bytes";

  /// @param lock held by who works on it
  /// @param bytes as large as it is, or will be
  record Entry(Path folder, Path lock, long bytes, Instant used) {}

  /// Makes the folder unless it is there. One that strangers could have filled is refused.
  void make() throws IOException, SourceException {
    PrivateFolder.make(root);
    requirePrivate();
  }

  /// Of a folder that is there.
  void requirePrivate() throws IOException, SourceException {
    Optional<String> objection = PrivateFolder.objection(root);
    if (objection.isPresent()) {
      throw new SourceException(
          SourceException.Kind.UNAVAILABLE,
          "the cache folder %s %s, so what lies in it cannot be believed; set lamina.sources.cache.folder to a folder that only this user can write to, or to one that is not there yet"
              .formatted(root, objection.get()));
    }
  }

  Path snapshot(CacheKey key) {
    return root.resolve("snapshots").resolve(key.name());
  }

  Path partial(CacheKey key) {
    return root.resolve("partial").resolve(key.name());
  }

  Path lock(CacheKey key) {
    return root.resolve("locks").resolve(key.name());
  }

  /// Of the decision what to evict; no key has this name.
  Path roomLock() {
    return root.resolve("locks").resolve("room");
  }

  Path digests() {
    return root.resolve("digests");
  }

  void markUsed(CacheKey key) throws IOException {
    Files.setLastModifiedTime(snapshot(key), FileTime.from(Instant.now()));
  }

  void reserve(CacheKey key, long bytes) throws IOException {
    Files.createDirectories(partial(key));
    Files.writeString(partial(key).resolve(BYTES), Long.toString(bytes));
  }

  /// Makes a partial snapshot a complete one, at once.
  void complete(CacheKey key, List<RemoteFile> files) throws IOException {
    List<String> names = files.stream().map(RemoteFile::name).toList();
    for (Path file : filesIn(partial(key))) {
      if (!names.contains(file.getFileName().toString())) {
        Files.delete(file);
      }
    }
    Files.createDirectories(root.resolve("snapshots"));
    Files.move(partial(key), snapshot(key), StandardCopyOption.ATOMIC_MOVE);
    markUsed(key);
  }

  /// All snapshots but that of a key, complete or partial, the least recently used first. One
  /// that is completed meanwhile may be there twice, and never not at all.
  List<Entry> others(CacheKey key) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String kind : List.of("partial", "snapshots")) {
      for (Path folder : entriesOf(root.resolve(kind))) {
        String name = folder.getFileName().toString();
        if (!name.equals(key.name())) {
          entry(folder, root.resolve("locks").resolve(name)).ifPresent(entries::add);
        }
      }
    }
    entries.sort(Comparator.comparing(Entry::used));
    return entries;
  }

  /// Bytes of files that are there already for a key.
  long bytesOf(CacheKey key) throws IOException {
    return Files.isDirectory(partial(key)) ? size(partial(key)) : 0;
  }

  /// The entry as it is now; empty when it is gone.
  static Optional<Entry> entry(Path folder, Path lock) throws IOException {
    try {
      long bytes = Math.max(size(folder), reserved(folder));
      return Optional.of(
          new Entry(folder, lock, bytes, Files.getLastModifiedTime(folder).toInstant()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /// Nothing, where a process ended while it wrote it down.
  private static long reserved(Path folder) throws IOException {
    Path file = folder.resolve(BYTES);
    String bytes = Files.exists(file) ? Files.readString(file) : "";
    return bytes.matches("[0-9]{1,18}") ? Long.parseLong(bytes) : 0;
  }

  /// Takes an entry away at once, then deletes its files.
  void remove(Entry entry) throws IOException {
    Path trash = Files.createDirectories(root.resolve("trash"));
    Files.move(entry.folder(), trash.resolve(UUID.randomUUID().toString()));
    emptyTrash();
  }

  /// Also of what a process left there that ended too early.
  void emptyTrash() throws IOException {
    for (Path folder : entriesOf(root.resolve("trash"))) {
      for (Path file : filesIn(folder)) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    }
  }

  private static long size(Path folder) throws IOException {
    long bytes = 0;
    for (Path file : filesIn(folder)) {
      bytes += sizeOf(file);
    }
    return bytes;
  }

  /// Nothing, if it got its final name just now: what is reserved for the folder counts it.
  private static long sizeOf(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static List<Path> entriesOf(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, Files::isDirectory)) {
      stream.forEach(folders::add);
    }
    return folders;
  }
}
