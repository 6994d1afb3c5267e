package dev.lamina.source;

import dev.lamina.contract.Digest;
import dev.lamina.source.SourceException.Kind;
import dev.lamina.tensor.Uploads;
import dev.lamina.tensor.Uploads.ModelFile;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// What users sent to this installation.
final class UploadedModels {

  private final Optional<Uploads> uploads;

  /// @param uploads empty where there is no server that keeps them
  UploadedModels(Optional<Uploads> uploads) {
    this.uploads = uploads;
  }

  RemoteModel model(String name) throws SourceException {
    Uploads from = uploads();
    List<ModelFile> files = from.modelFiles(name);
    if (files.isEmpty()) {
      throw notUploaded("model", name, from.models());
    }
    return new RemoteModel(
        Uploads.source(name),
        CacheKey.of("upload-" + name, Digest.of("upload").with("name", name).with("files", files)),
        () -> files.stream().map(file -> remote(from, name, file)).toList());
  }

  InputStream rows(String name) throws SourceException {
    Uploads from = uploads();
    Optional<byte[]> rows = from.rows(name);
    return new ByteArrayInputStream(
        rows.orElseThrow(() -> notUploaded("task", name, from.tasks())));
  }

  private static RemoteFile remote(Uploads uploads, String model, ModelFile file) {
    return new RemoteFile(
        file.name(),
        file.bytes(),
        new Checksum.Sha256(file.sha256()),
        new Content(uploads, model, file));
  }

  /// An upload may be replaced at any time, so the next try may find content and digest agree.
  private record Content(Uploads uploads, String model, ModelFile file)
      implements RemoteFile.Content {

    @Override
    public InputStream from(long offset) {
      return uploads.openModelFile(model, file, offset);
    }

    @Override
    public SourceException wrong(String sentence) {
      uploads.forgetDigest(model, file.name());
      return new SourceException(Kind.UNAVAILABLE, sentence);
    }
  }

  private Uploads uploads() throws SourceException {
    return uploads.orElseThrow(
        () -> SourceException.refused("uploads are kept by a server; here, write file:PATH"));
  }

  private static SourceException notUploaded(String kind, String name, List<String> known) {
    return SourceException.refused(
        "no %s \"%s\" was uploaded; there are: %s"
            .formatted(kind, name, known.isEmpty() ? "none" : String.join(", ", known)));
  }
}
