package dev.lamina.extractor;

import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import dev.lamina.contract.ModelDigest;
import dev.lamina.contract.ModelRef;
import dev.lamina.extraction.AdaptedExtractor;
import dev.lamina.extraction.FileDigests;
import dev.lamina.extraction.HiddenStateExtractor;
import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.ModelSource;
import dev.lamina.extraction.Precision;
import dev.lamina.extraction.RuntimeOptions;
import dev.lamina.extraction.lora.AdapterSource;
import java.nio.file.Path;
import java.util.Optional;

/// The model that is loaded, one at a time, kept until another is asked for; and the adapter on
/// it, which changes in milliseconds while the model stays. For one thread.
final class ResidentModel implements AutoCloseable {

  private record Base(ModelDigest digest, Precision precision, HiddenStateExtractor extractor) {

    boolean is(ModelDigest wanted, Precision wantedPrecision) {
      return digest.equals(wanted) && precision == wantedPrecision;
    }
  }

  private record OnBase(ModelDigest digest, AdaptedExtractor extractor) {}

  private final ModelFiles files;
  private final FileDigests digests;
  private final RuntimeOptions options;
  private final ModelWatch watch;
  private Optional<Base> base = Optional.empty();
  private Optional<OnBase> adapter = Optional.empty();

  ResidentModel(ModelFiles files, FileDigests digests, RuntimeOptions options, ModelWatch watch) {
    this.files = files;
    this.digests = digests;
    this.options = options;
    this.watch = watch;
  }

  /// The model, loaded if it was not.
  Extraction get(ModelRef model, Precision precision) {
    Base resident = base(model.base(), precision);
    return model
        .adapter()
        .<Extraction>map(part -> adapted(resident, part)::extract)
        .orElse(resident.extractor()::extract);
  }

  private Base base(ModelRef.Part part, Precision precision) {
    if (base.isEmpty() || !base.get().is(part.digest(), precision)) {
      close();
      base = Optional.of(load(part, precision));
    }
    return base.orElseThrow();
  }

  private Base load(ModelRef.Part part, Precision precision) {
    Path path = files.find(part.source());
    try {
      ModelSource source = ModelSource.at(path);
      requireSame(part, source.describe(digests).digest());
      HiddenStateExtractor extractor = HiddenStateExtractor.open(source, precision, options);
      watch.loaded(part.digest(), precision, extractor);
      return new Base(part.digest(), precision, extractor);
    } catch (ModelException e) {
      throw ModelFaults.of(e);
    }
  }

  private AdaptedExtractor adapted(Base on, ModelRef.Part part) {
    if (adapter.isEmpty() || !adapter.get().digest().equals(part.digest())) {
      closeAdapter();
      AdaptedExtractor adapted = read(on, part);
      adapter = Optional.of(new OnBase(new ModelDigest(adapted.digest()), adapted));
      requireSame(part, adapted.digest());
    }
    return adapter.orElseThrow().extractor();
  }

  private AdaptedExtractor read(Base on, ModelRef.Part part) {
    Path path = files.find(part.source());
    try {
      AdaptedExtractor adapted = on.extractor().adapt(AdapterSource.at(path), digests);
      watch.switched();
      return adapted;
    } catch (ModelException e) {
      throw ModelFaults.of(e);
    }
  }

  private static void requireSame(ModelRef.Part part, String found) {
    if (!found.equals(part.digest().hex())) {
      throw new FaultException(
          Fault.MODEL_CHANGED,
          "%s is not what was planned (digest %s, planned %s); submit the sweep again"
              .formatted(part.source(), found, part.digest()));
    }
  }

  private void closeAdapter() {
    adapter.ifPresent(on -> on.extractor().close());
    adapter = Optional.empty();
  }

  @Override
  public void close() {
    closeAdapter();
    base.ifPresent(
        model -> {
          model.extractor().close();
          watch.closed(model.extractor());
        });
    base = Optional.empty();
  }
}
