package dev.lamina.standalone;

import dev.lamina.extractor.ExtractorService;
import dev.lamina.gateway.PoolOpened;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// In one JVM the one extractor works for every pool.
@ApplicationScoped
class PoolWorkers {

  private final ExtractorService extractor;

  PoolWorkers(ExtractorService extractor) {
    this.extractor = extractor;
  }

  void serve(@Observes PoolOpened opened) {
    extractor.serve(opened.pool());
  }
}
