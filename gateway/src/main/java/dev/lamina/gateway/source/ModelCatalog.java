package dev.lamina.gateway.source;

import dev.lamina.extraction.ModelDescription;
import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.ModelSource;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Describes models, and remembers those whose files have not changed since.
public final class ModelCatalog {

  /// One file of a model's folder.
  private record FileVersion(Path file, long bytes, FileTime modified) {

    static FileVersion of(Path file) throws IOException {
      return new FileVersion(file, Files.size(file), Files.getLastModifiedTime(file));
    }
  }

  private final Map<List<FileVersion>, ModelDescription> known = new ConcurrentHashMap<>();

  ModelDescription describe(Path path) throws SourceException {
    try {
      ModelSource source = ModelSource.at(path);
      List<FileVersion> version = version(source);
      ModelDescription description = known.get(version);
      if (description == null) {
        description = source.describe();
        known.put(version, description);
      }
      return description;
    } catch (ModelException e) {
      throw new SourceException(e);
    } catch (IOException e) {
      throw new SourceException(path + " cannot be read: " + e.getMessage());
    }
  }

  /// The graph and all files beside it: the tokenizer and external data are parts of the model.
  private static List<FileVersion> version(ModelSource source) throws IOException {
    List<FileVersion> files = new ArrayList<>();
    try (DirectoryStream<Path> beside =
        Files.newDirectoryStream(source.onnx().resolveSibling(""), Files::isRegularFile)) {
      for (Path file : beside) {
        files.add(FileVersion.of(file));
      }
    }
    files.sort(Comparator.comparing(FileVersion::file));
    files.addFirst(FileVersion.of(source.onnx()));
    return files;
  }
}
