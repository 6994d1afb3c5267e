package dev.lamina.gateway.source;

import dev.lamina.extraction.FileDigests;
import dev.lamina.extraction.ModelDescription;
import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.ModelSource;
import dev.lamina.extraction.lora.AdapterDescription;
import dev.lamina.extraction.lora.AdapterSource;
import dev.lamina.source.SourceException;
import dev.lamina.source.SourceException.Kind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Describes models and adapters, and remembers those whose files have not changed since.
final class ModelCatalog {

  /// One file of a model's folder.
  private record FileVersion(Path file, long bytes, FileTime modified) {

    static FileVersion of(Path file) throws IOException {
      return new FileVersion(file, Files.size(file), Files.getLastModifiedTime(file));
    }
  }

  /// Of each kind: far more than a sweep names.
  private static final int MOST = 1_000;

  private final Recent<List<FileVersion>, ModelDescription> models = new Recent<>(MOST);
  private final Recent<List<FileVersion>, AdapterDescription> adapters = new Recent<>(MOST);
  private final FileDigests digests;

  ModelCatalog(FileDigests digests) {
    this.digests = digests;
  }

  /// Something to be read of files.
  private interface Reading<T> {
    T read() throws ModelException;
  }

  ModelDescription describe(Path model) throws SourceException {
    return known(models, version(model), () -> ModelSource.at(model).describe(digests));
  }

  /// An adapter that fits a model.
  AdapterDescription describe(Path model, Path adapter) throws SourceException {
    List<FileVersion> version = new ArrayList<>(version(model));
    version.addAll(version(adapter));
    return known(
        adapters,
        version,
        () -> ModelSource.at(model).describe(AdapterSource.at(adapter), digests));
  }

  private static <T> T known(
      Recent<List<FileVersion>, T> recent, List<FileVersion> version, Reading<T> reading)
      throws SourceException {
    try {
      Optional<T> known = recent.get(version);
      if (known.isPresent()) {
        return known.get();
      }
      T description = reading.read();
      recent.put(version, description);
      return description;
    } catch (ModelException e) {
      throw new SourceException(Kind.REFUSED, e);
    }
  }

  /// A model's file and all beside it: tokenizer, settings and other weights are parts of it.
  private static List<FileVersion> version(Path path) throws SourceException {
    Path folder = Files.isDirectory(path) ? path : path.resolveSibling("");
    List<FileVersion> files = new ArrayList<>();
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder, Files::isRegularFile)) {
      for (Path file : inside) {
        files.add(FileVersion.of(file));
      }
    } catch (IOException e) {
      throw new SourceException(Kind.REFUSED, path + " cannot be read: " + e.getMessage(), e);
    }
    files.sort(Comparator.comparing(FileVersion::file));
    return List.copyOf(files);
  }
}
