package dev.lamina.extractor;

import dev.lamina.contract.Event;
import dev.lamina.contract.ExtractionUnit;
import dev.lamina.contract.Topics;
import dev.lamina.contract.Wire;
import dev.lamina.extraction.RuntimeOptions;
import dev.lamina.queue.Intake;
import dev.lamina.queue.WorkQueues;
import dev.lamina.tensor.ObjectStore;
import dev.lamina.tensor.Uploads;
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

  private final WorkQueues queues;
  private final ExtractorSettings settings;
  private final ObjectStore store;
  private final MutinyEmitter<byte[]> events;
  private final ExtractionMeters meters;
  private final Map<String, PoolWorker> workers = new ConcurrentHashMap<>();

  ExtractorService(
      WorkQueues queues,
      ObjectStore store,
      ExtractorSettings settings,
      MeterRegistry registry,
      @Channel("extractor-events") MutinyEmitter<byte[]> events) {
    this.queues = queues;
    this.store = store;
    this.settings = settings;
    this.events = events;
    this.meters = new ExtractionMeters(registry);
  }

  void start(@Observes StartupEvent event) {
    serve(settings.pool());
  }

  /// Takes units of a pool from now on.
  public void serve(String pool) {
    workers.computeIfAbsent(pool, this::newWorker);
  }

  private PoolWorker newWorker(String pool) {
    ModelFiles files = new ModelFiles(settings.files(), new Uploads(store), settings.cache());
    ResidentModel model = new ResidentModel(files, options(settings));
    ExtractionWork work = new ExtractionWork(store, model, meters);
    return new PoolWorker(
        Intake.start(queues, Topics.extraction(pool), ExtractionUnit.class, work, this::announce),
        model);
  }

  void stop(@Observes ShutdownEvent event) {
    workers.values().forEach(PoolWorker::close);
  }

  private void announce(Event event) {
    events.sendAndAwait(Wire.encode(event));
  }

  private static RuntimeOptions options(ExtractorSettings settings) {
    int threads = settings.threads().orElse(Runtime.getRuntime().availableProcessors());
    return RuntimeOptions.withDefaults().withThreads(threads);
  }
}
