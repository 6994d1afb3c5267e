package dev.lamina.gateway.source;

import dev.lamina.extraction.ModelDescription;
import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.ModelSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Describes models, and remembers those whose file has not changed since.
public final class ModelCatalog {

  private record Version(Path onnx, long bytes, FileTime modified) {}

  private final Map<Version, ModelDescription> known = new ConcurrentHashMap<>();

  ModelDescription describe(Path path) throws SourceException {
    try {
      ModelSource source = ModelSource.at(path);
      Version version =
          new Version(
              source.onnx(), Files.size(source.onnx()), Files.getLastModifiedTime(source.onnx()));
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
}
