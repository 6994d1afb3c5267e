package dev.lamina.extractor;

import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import dev.lamina.contract.ModelRef;
import dev.lamina.tensor.Uploads;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Finds a model's files, and lets none be read that lie outside of the roots.
final class ModelFiles {

  private final ExtractorSettings.Files settings;
  private final Uploads uploads;
  private final Path cache;

  ModelFiles(ExtractorSettings.Files settings, Uploads uploads, Path cache) {
    this.settings = settings;
    this.uploads = uploads;
    this.cache = cache;
  }

  Path find(ModelRef model) {
    Optional<String> uploaded = Uploads.nameIn(model.source());
    if (uploaded.isPresent()) {
      return uploads
          .fetchModel(uploaded.get(), cache)
          .orElseThrow(() -> invalid(model, "is not among the uploads any more"));
    }
    if (!model.source().startsWith("file:")) {
      throw invalid(model, "is of a kind that this extractor cannot fetch");
    }
    Path path = Path.of(URI.create(model.source()));
    if (!settings.anywhere() && !isBelowRoots(model, path)) {
      throw invalid(model, "lies outside the folders that this extractor may read");
    }
    return path;
  }

  private boolean isBelowRoots(ModelRef model, Path path) {
    try {
      Path real = path.toRealPath();
      for (Path root : settings.roots().orElse(List.of())) {
        if (real.startsWith(root.toRealPath())) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new FaultException(
          Fault.MODEL_INVALID, model.source() + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static FaultException invalid(ModelRef model, String why) {
    return new FaultException(Fault.MODEL_INVALID, model.source() + " " + why);
  }
}
