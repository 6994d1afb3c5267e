package dev.lamina.extractor;

import dev.lamina.contract.Event;
import dev.lamina.contract.ExtractionUnit;
import dev.lamina.contract.Topics;
import dev.lamina.contract.Wire;
import dev.lamina.extraction.HiddenStateExtractor;
import dev.lamina.extraction.ModelException;
import dev.lamina.queue.Intake;
import dev.lamina.queue.cdi.Intakes;
import dev.lamina.source.RememberedDigests;
import dev.lamina.source.SourceFetcher;
import dev.lamina.tensor.ObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.reactive.messaging.Channel;

/// Runs an extractor as long as the application lives.
@ApplicationScoped
public class ExtractorService {

  private final Intakes intakes;
  private final ExtractorSettings settings;
  private final ObjectStore store;
  private final SourceFetcher sources;
  private final RememberedDigests digests;
  private final MutinyEmitter<byte[]> events;
  private final ExtractionMeters meters;
  private final ModelWatch watch;
  private final Map<String, PoolWorker> workers = new ConcurrentHashMap<>();

  ExtractorService(
      Intakes intakes,
      ObjectStore store,
      SourceFetcher sources,
      RememberedDigests digests,
      ExtractorSettings settings,
      MeterRegistry registry,
      @Channel("extractor-events") MutinyEmitter<byte[]> events) {
    this.intakes = intakes;
    this.store = store;
    this.sources = sources;
    this.digests = digests;
    this.settings = settings;
    this.events = events;
    this.meters = new ExtractionMeters(registry);
    this.watch = new ModelWatch(meters, registry, settings.references());
  }

  void start(@Observes StartupEvent event) throws ModelException {
    HiddenStateExtractor.requireDevice(settings.runsOn());
    serve(settings.pool());
  }

  /// Takes units of a pool from now on.
  public void serve(String pool) {
    workers.computeIfAbsent(pool, this::newWorker);
  }

  private PoolWorker newWorker(String pool) {
    ResidentModel model =
        new ResidentModel(new ModelFiles(sources), digests, settings.runtime(), watch);
    ExtractionWork work = new ExtractionWork(store, model, meters);
    return new PoolWorker(
        intakes.start(
            new Intake.Job<>(Topics.extraction(pool), ExtractionUnit.class, work, this::announce)),
        model);
  }

  void stop(@Observes ShutdownEvent event) {
    workers.values().forEach(PoolWorker::close);
  }

  private void announce(Event event) {
    events.sendAndAwait(Wire.encode(event));
  }
}
