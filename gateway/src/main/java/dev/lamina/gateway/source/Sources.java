package dev.lamina.gateway.source;

import dev.lamina.contract.FaultException;
import dev.lamina.extraction.ModelDescription;
import dev.lamina.tensor.Uploads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a spec's sources stand for: `file:` names, and what was uploaded by name.
public final class Sources {

  private static final String FILE = "file:";

  private final FileAccess files;
  private final ModelCatalog catalog;
  private final Optional<Uploaded> uploaded;

  /// @param cache folder for copies of uploaded models
  private record Uploaded(Uploads uploads, Path cache) {}

  private Sources(FileAccess files, ModelCatalog catalog, Optional<Uploaded> uploaded) {
    this.files = files;
    this.catalog = catalog;
    this.uploaded = uploaded;
  }

  public static Sources of(FileAccess files, ModelCatalog catalog) {
    return new Sources(files, catalog, Optional.empty());
  }

  /// @param cache folder for copies of uploaded models
  public Sources withUploads(Uploads uploads, Path cache) {
    return new Sources(files, catalog, Optional.of(new Uploaded(uploads, cache)));
  }

  /// @param source as workers should fetch it
  record FoundModel(String source, ModelDescription description) {}

  FoundModel model(String source) throws SourceException {
    Optional<String> name = Uploads.nameIn(source);
    if (name.isPresent()) {
      return new FoundModel(source, catalog.describe(fetched(name.get())));
    }
    Path path = files.find(fileName(source));
    return new FoundModel(path.toUri().toString(), catalog.describe(path));
  }

  InputStream rows(String source) throws SourceException, IOException {
    Optional<String> name = Uploads.nameIn(source);
    if (name.isPresent()) {
      return new ByteArrayInputStream(uploadedRows(name.get()));
    }
    Path path = files.find(fileName(source));
    if (!Files.isRegularFile(path)) {
      throw new SourceException("\"" + source + "\" is a folder; a JSONL file is wanted");
    }
    return Files.newInputStream(path);
  }

  private Path fetched(String name) throws SourceException {
    Uploaded from = uploads();
    try {
      Optional<Path> folder = from.uploads().fetchModel(name, from.cache());
      return folder.orElseThrow(() -> notUploaded("model", name, from.uploads().models()));
    } catch (FaultException e) {
      throw new SourceException(e);
    }
  }

  private byte[] uploadedRows(String name) throws SourceException {
    Uploaded from = uploads();
    try {
      Optional<byte[]> rows = from.uploads().rows(name);
      return rows.orElseThrow(() -> notUploaded("task", name, from.uploads().tasks()));
    } catch (FaultException e) {
      throw new SourceException(e);
    }
  }

  private Uploaded uploads() throws SourceException {
    return uploaded.orElseThrow(
        () -> new SourceException("uploads are kept by a server; here, write file:PATH"));
  }

  private static SourceException notUploaded(String kind, String name, List<String> known) {
    return new SourceException(
        "no %s \"%s\" was uploaded; there are: %s"
            .formatted(kind, name, known.isEmpty() ? "none" : String.join(", ", known)));
  }

  private static String fileName(String source) throws SourceException {
    if (!source.startsWith(FILE)) {
      throw new SourceException(
          "\""
              + source
              + "\" is of a kind that this version cannot fetch; write file:PATH, or"
              + " upload:NAME for what was uploaded");
    }
    String name = source.substring(FILE.length());
    return name.startsWith("//") ? name.substring(2) : name;
  }
}
