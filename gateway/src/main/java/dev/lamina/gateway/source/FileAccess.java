package dev.lamina.gateway.source;

import java.io.IOException;
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

  /// @throws SourceException when nothing lies there, or when it lies outside
  Path find(String name) throws SourceException {
    Optional<Path> found = Optional.empty();
    for (Path folder : folders) {
      Path path = inside(folder, name);
      if (found.isEmpty() && Files.exists(path)) {
        found = Optional.of(path);
      }
    }
    Path path = found.orElseThrow(() -> new SourceException(missing(name)));
    requireBelow(path, name);
    return path;
  }

  private static Path inside(Path folder, String name) throws SourceException {
    try {
      return folder.resolve(name).normalize();
    } catch (InvalidPathException e) {
      throw new SourceException("\"" + name + "\" cannot be a file name");
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
      throw new SourceException("\"" + name + "\" cannot be read: " + e.getMessage());
    }
    throw new SourceException(missing(name));
  }

  private String missing(String name) {
    if (folders.isEmpty()) {
      return "this service may read no files (lamina.gateway.files.roots is empty); upload the"
          + " rows or the model instead";
    }
    return confined
        ? "there is no \"" + name + "\" below the folders that this service may read"
        : "there is no " + folders.getFirst().resolve(name).normalize();
  }
}
