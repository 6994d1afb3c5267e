package dev.lamina.gateway.source;

import dev.lamina.contract.ModelDigest;
import dev.lamina.contract.ModelRef.Part;
import dev.lamina.extraction.FileDigests;
import dev.lamina.extraction.ModelDescription;
import dev.lamina.extraction.lora.AdapterDescription;
import dev.lamina.source.Fetched;
import dev.lamina.source.SourceException;
import dev.lamina.source.SourceFetcher;
import java.io.IOException;
import java.io.InputStream;

/// What a spec's sources stand for.
public final class Sources {

  private final SourceFetcher fetcher;
  private final ModelCatalog catalog;

  public Sources(SourceFetcher fetcher, FileDigests digests) {
    this.fetcher = fetcher;
    this.catalog = new ModelCatalog(digests);
  }

  /// A model without an adapter.
  FoundModel model(String source) throws SourceException {
    Fetched fetched = fetcher.fetch(source);
    ModelDescription description = catalog.describe(fetched.path());
    Part part = new Part(new ModelDigest(description.digest()), fetched.source());
    return new FoundModel(part, fetched.path(), description);
  }

  /// An adapter that fits a model.
  FoundAdapter adapter(FoundModel base, String source) throws SourceException {
    Fetched fetched = fetcher.fetch(source);
    AdapterDescription description = catalog.describe(base.path(), fetched.path());
    Part part = new Part(new ModelDigest(description.digest()), fetched.source());
    return new FoundAdapter(part, description);
  }

  InputStream rows(String source) throws SourceException, IOException {
    return fetcher.open(source);
  }
}
