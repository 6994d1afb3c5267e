package dev.lamina.source;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Finds files that a spec names. A laptop's user may name any file that she may read; a service
/// finds files only below its roots, links followed.
public final class FileAccess {

  private final List<Path> folders;
  private final boolean confined;

  private FileAccess(List<Path> folders, boolean confined) {
    this.folders = folders.stream().map(folder -> folder.toAbsolutePath().normalize()).toList();
    this.confined = confined;
  }

  /// Any file; relative names start from a spec's folder.
  public static FileAccess from(Path folder) {
    return new FileAccess(List.of(folder), false);
  }

  /// Only files below one of these folders; relative names start from each in turn.
  public static FileAccess below(List<Path> roots) {
    return new FileAccess(roots, true);
  }

  /// @param name a path, or what stands behind `file:` in a file's address
  /// @throws SourceException when nothing lies there, or when it lies outside
  Path find(String name) throws SourceException {
    String plain = name.startsWith("//") ? name.substring(2) : name;
    Path path = decoded(name).or(() -> literal(plain)).orElseThrow(() -> missing(plain));
    requireBelow(path, plain);
    return path;
  }

  /// So a pinned source is written, with spaces and the like as percent signs and digits.
  private static Optional<Path> decoded(String name) {
    if (!name.startsWith("///")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(new URI("file:" + name)).normalize()).filter(Files::exists);
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<Path> literal(String name) {
    try {
      return folders.stream()
          .map(folder -> folder.resolve(name).normalize())
          .filter(Files::exists)
          .findFirst();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private void requireBelow(Path path, String name) throws SourceException {
    if (!confined) {
      return;
    }
    try {
      Path real = path.toRealPath();
      for (Path folder : folders) {
        if (Files.exists(folder) && real.startsWith(folder.toRealPath())) {
          return;
        }
      }
    } catch (IOException e) {
      throw SourceException.refused("\"" + name + "\" cannot be read: " + e.getMessage());
    }
    throw missing(name);
  }

  private SourceException missing(String name) {
    if (folders.isEmpty()) {
      return SourceException.refused(
          "this service may read no files (lamina.sources.files.roots is empty); upload the"
              + " rows or the model instead");
    }
    try {
      return SourceException.refused(
          confined
              ? "there is no \"" + name + "\" below the folders that this service may read"
              : "there is no " + folders.getFirst().resolve(name).normalize());
    } catch (InvalidPathException e) {
      return SourceException.refused("\"" + name + "\" cannot be a file name");
    }
  }
}
