package dev.lamina.source.cdi;

import dev.lamina.source.RememberedDigests;
import dev.lamina.source.SourceFetcher;
import dev.lamina.tensor.ObjectStore;
import dev.lamina.tensor.Uploads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the fetcher that the settings describe.
@ApplicationScoped
class SourceBeans {

  private static final Logger LOG = LoggerFactory.getLogger(SourceFetcher.class);

  @Produces
  @Singleton
  RememberedDigests digests(SourceSettings settings) {
    return new ConfiguredSources(settings).digests();
  }

  @Produces
  @Singleton
  SourceFetcher fetcher(SourceSettings settings, ObjectStore store, RememberedDigests digests) {
    ConfiguredSources configured = new ConfiguredSources(settings);
    return configured.fetcher(
        configured.files(), Optional.of(new Uploads(store)), digests, LOG::info);
  }

  void close(@Disposes SourceFetcher fetcher) {
    fetcher.close();
  }
}
