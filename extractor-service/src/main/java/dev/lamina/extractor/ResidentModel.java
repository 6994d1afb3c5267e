package dev.lamina.extractor;

import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import dev.lamina.contract.ModelDigest;
import dev.lamina.contract.ModelRef;
import dev.lamina.extraction.HiddenStateExtractor;
import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.ModelSource;
import dev.lamina.extraction.RuntimeOptions;
import java.nio.file.Path;
import java.util.Optional;

/// The model that is loaded: one at a time, kept until another is asked for. For one thread.
final class ResidentModel implements AutoCloseable {

  private record Loaded(ModelDigest digest, HiddenStateExtractor extractor) {}

  private final ModelFiles files;
  private final RuntimeOptions options;
  private Optional<Loaded> loaded = Optional.empty();

  ResidentModel(ModelFiles files, RuntimeOptions options) {
    this.files = files;
    this.options = options;
  }

  HiddenStateExtractor get(ModelRef model) {
    if (loaded.isEmpty() || !loaded.get().digest().equals(model.digest())) {
      close();
      loaded = Optional.of(new Loaded(model.digest(), open(model)));
    }
    return loaded.orElseThrow().extractor();
  }

  private HiddenStateExtractor open(ModelRef model) {
    Path path = files.find(model);
    try {
      ModelSource source = ModelSource.at(path);
      String found = source.describe().digest();
      if (!found.equals(model.digest().hex())) {
        throw new FaultException(
            Fault.MODEL_CHANGED,
            "%s is not the model that was planned (digest %s, planned %s); submit the sweep again"
                .formatted(model.source(), found, model.digest()));
      }
      return HiddenStateExtractor.open(source, options);
    } catch (ModelException e) {
      throw new FaultException(Fault.MODEL_INVALID, e);
    }
  }

  @Override
  public void close() {
    loaded.ifPresent(model -> model.extractor().close());
    loaded = Optional.empty();
  }
}
