package dev.lamina.gateway.source;

import dev.lamina.extraction.ModelDescription;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a spec's sources stand for: `file:` names for now the only kind.
public final class Sources {

  private static final String FILE = "file:";

  private final FileAccess files;
  private final ModelCatalog catalog;

  public Sources(FileAccess files, ModelCatalog catalog) {
    this.files = files;
    this.catalog = catalog;
  }

  /// @param source absolute, as workers should fetch it
  record FoundModel(String source, ModelDescription description) {}

  FoundModel model(String source) throws SourceException {
    Path path = files.find(fileName(source));
    return new FoundModel(path.toUri().toString(), catalog.describe(path));
  }

  InputStream rows(String source) throws SourceException, IOException {
    Path path = files.find(fileName(source));
    if (!Files.isRegularFile(path)) {
      throw new SourceException("\"" + source + "\" is a folder; a JSONL file is wanted");
    }
    return Files.newInputStream(path);
  }

  private static String fileName(String source) throws SourceException {
    if (!source.startsWith(FILE)) {
      throw new SourceException(
          "\"" + source + "\" is of a kind that this version cannot fetch; write file:PATH");
    }
    String name = source.substring(FILE.length());
    return name.startsWith("//") ? name.substring(2) : name;
  }
}
