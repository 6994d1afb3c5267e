package dev.lamina.extractor;

import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.ArrayShape;
import dev.lamina.contract.Digest;
import dev.lamina.contract.ElementType;
import dev.lamina.contract.ExtractionUnit;
import dev.lamina.contract.ModelDigest;
import dev.lamina.contract.ModelRef;
import dev.lamina.contract.RowText;
import dev.lamina.extraction.ModelDescription;
import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.ModelSource;
import dev.lamina.extraction.RuntimeOptions;
import dev.lamina.source.AllowedSources;
import dev.lamina.source.CacheSettings;
import dev.lamina.source.FileAccess;
import dev.lamina.source.RememberedDigests;
import dev.lamina.source.SourceFetcher;
import dev.lamina.source.SourceFetcher.Places;
import dev.lamina.tensor.ObjectStore;
import dev.lamina.tensor.RowStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A worker's parts on a tiny checkpoint of the test resources.
///
/// @param cache a folder of the test's own
record TinyExtractor(Path cache, MeterRegistry registry, Optional<Path> references) {

  static final Path MODEL =
      Path.of(System.getProperty("lamina.root"), "extraction/src/test/resources/checkpoints/bert");

  static final List<RowText> ROWS =
      List.of(new RowText("a", "w33"), new RowText("b", "w39 w4 w39"), new RowText("c", ""));

  static ModelDescription description() throws ModelException {
    return ModelSource.at(MODEL).describe();
  }

  static ModelDigest digest() throws ModelException {
    return new ModelDigest(description().digest());
  }

  ExtractionWork work(ObjectStore store) {
    ExtractionMeters meters = new ExtractionMeters(registry);
    Places places =
        new Places(
            FileAccess.from(MODEL),
            Optional.empty(),
            new AllowedSources(List.of()),
            URI.create("https://hub.example.org"),
            Optional.empty(),
            Optional.empty());
    RememberedDigests digests = new RememberedDigests(cache);
    SourceFetcher sources =
        new SourceFetcher(places, CacheSettings.of(cache, 1 << 20), digests, _ -> {});
    ResidentModel model =
        new ResidentModel(
            new ModelFiles(sources),
            digests,
            new RuntimeOptions(1, 64),
            new ModelWatch(meters, registry, references));
    return new ExtractionWork(store, model, meters);
  }

  /// The unit of all rows, which are in the store after this.
  static ExtractionUnit unit(ObjectStore store) throws ModelException {
    ModelDescription found = description();
    ArrayDigest array = new ArrayDigest(Digest.of("array of this test").hex());
    return new ExtractionUnit(
        ExtractionUnit.idOf(array, 0),
        array,
        new ArrayShape(
            found.layers(), ROWS.size(), found.features(), ROWS.size(), ElementType.FLOAT32),
        0,
        ModelRef.of(new ModelRef.Part(digest(), "file:" + MODEL)),
        new RowStore(store).store(ROWS),
        new ExtractionUnit.Extraction("mean", 20, "truncate", "float32"));
  }
}
