package dev.lamina.source;

import dev.lamina.contract.Digest;
import dev.lamina.extraction.FileDigests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// SHA-256 of files, each computed once and remembered in a folder that many processes may share.
///
/// A file is known again by its real path, size, time of last change and, where the system has
/// them, its inode. Who writes other content of the same size in place and sets the time back is
/// not noticed.
public final class RememberedDigests implements FileDigests {

  /// What changed so short ago may change again without a new time.
  private static final Duration UNSETTLED = Duration.ofSeconds(2);

  private static final Duration FORGOTTEN = Duration.ofDays(180);
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  private final Path folder;

  /// @param cache the folder of the cache
  public RememberedDigests(Path cache) {
    this.folder = new CacheFolder(cache.toAbsolutePath().normalize()).digests();
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

  private Optional<String> known(Version version) throws IOException {
    Path entry = folder.resolve(version.name());
    if (!Files.exists(entry)) {
      return Optional.empty();
    }
    return Optional.of(Files.readString(entry, StandardCharsets.US_ASCII))
        .filter(HEX.asMatchPredicate());
  }

  private void keep(Version version, String hex) throws IOException {
    Files.createDirectories(folder);
    Path written = Files.createTempFile(folder, "new", "");
    Files.writeString(written, hex, StandardCharsets.US_ASCII);
    Files.move(written, folder.resolve(version.name()), StandardCopyOption.REPLACE_EXISTING);
    forgetOld();
  }

  private void forgetOld() throws IOException {
    Instant before = Instant.now().minus(FORGOTTEN);
    try (DirectoryStream<Path> old =
        Files.newDirectoryStream(
            folder, file -> Files.getLastModifiedTime(file).toInstant().isBefore(before))) {
      for (Path file : old) {
        Files.deleteIfExists(file);
      }
    }
  }
}
