package dev.lamina.source;

import dev.lamina.contract.Digest;
import dev.lamina.extraction.FileDigests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// SHA-256 of files, each computed once and remembered in a folder that many processes may share.
///
/// A file is known again by its real path, size, time of last change and, where the system has
/// them, its inode. Who writes other content of the same size in place and sets the time back is
/// not noticed.
///
/// Where the folder cannot be used, or strangers could have filled it, each digest is computed
/// each time.
public final class RememberedDigests implements FileDigests {

  /// What changed so short ago may change again without a new time.
  private static final Duration UNSETTLED = Duration.ofSeconds(2);

  private static final Duration FORGOTTEN = Duration.ofDays(180);
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  private static final Logger LOG = LoggerFactory.getLogger(RememberedDigests.class);

  private final CacheFolder cache;
  private final Path folder;
  private final AtomicBoolean forgot = new AtomicBoolean();
  private final AtomicBoolean told = new AtomicBoolean();

  /// @param cache the folder of the cache
  public RememberedDigests(Path cache) {
    this.cache = new CacheFolder(cache.toAbsolutePath().normalize());
    this.folder = this.cache.digests();
  }

  @Override
  public String sha256(Path file) throws IOException {
    Version version = Version.of(file);
    Optional<String> known = known(version);
    if (known.isPresent()) {
      return known.get();
    }
    String hex = read(file);
    if (version.equals(Version.of(file)) && version.isSettled()) {
      keep(version, hex);
    }
    return hex;
  }

  /// Takes over what was computed while the file was written.
  void remember(Path file, String sha256) throws IOException {
    keep(Version.of(file), sha256);
  }

  /// Reads the whole file.
  static String read(Path file) throws IOException {
    return FileDigests.computed().sha256(file);
  }

  private record Version(Path real, long bytes, Instant changed, String inode) {

    static Version of(Path file) throws IOException {
      Path real = file.toRealPath();
      BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
      return new Version(
          real,
          attributes.size(),
          attributes.lastModifiedTime().toInstant(),
          String.valueOf(attributes.fileKey()));
    }

    boolean isSettled() {
      return changed.plus(UNSETTLED).isBefore(Instant.now());
    }

    String name() {
      return Digest.of("file version")
          .with("path", real)
          .with("bytes", bytes)
          .with("changed", changed)
          .with("inode", inode)
          .hex();
    }
  }

  private Optional<String> known(Version version) {
    try {
      cache.requirePrivate();
      return Optional.of(
              Files.readString(folder.resolve(version.name()), StandardCharsets.US_ASCII))
          .filter(HEX.asMatchPredicate());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | SourceException e) {
      tell(e);
      return Optional.empty();
    }
  }

  /// To remember saves time and changes no result, so it may fail.
  private void keep(Version version, String hex) {
    try {
      cache.make();
      Files.createDirectories(folder);
      write(folder.resolve(version.name()), hex);
      if (!forgot.getAndSet(true)) {
        forgetOld();
      }
    } catch (IOException | SourceException e) {
      tell(e);
    }
  }

  private void write(Path entry, String hex) throws IOException {
    Path written = Files.createTempFile(folder, "new", "");
    try {
      Files.writeString(written, hex, StandardCharsets.US_ASCII);
      Files.move(written, entry, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private void tell(Exception why) {
    if (!told.getAndSet(true)) {
      LOG.warn("Digests of files are not remembered, folder={}, reason={}", folder, why.toString());
    }
  }

  private void forgetOld() throws IOException {
    Instant before = Instant.now().minus(FORGOTTEN);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (HEX.matcher(entry.getFileName().toString()).matches() && isOlder(entry, before)) {
          Files.deleteIfExists(entry);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /// Not, if another process has forgotten it just now.
  private static boolean isOlder(Path entry, Instant before) throws IOException {
    try {
      return Files.getLastModifiedTime(entry).toInstant().isBefore(before);
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
