package dev.lamina.analyzer;

import dev.lamina.contract.AnalysisUnit;
import dev.lamina.contract.Event;
import dev.lamina.contract.Topics;
import dev.lamina.contract.Wire;
import dev.lamina.queue.Intake;
import dev.lamina.queue.cdi.Intakes;
import dev.lamina.tensor.ObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.reactive.messaging.Channel;

/// Runs an analyzer as long as the application lives.
@ApplicationScoped
public class AnalyzerService {

  private final Intakes intakes;
  private final AnalysisWork work;
  private final MutinyEmitter<byte[]> events;
  private Optional<Intake<AnalysisUnit>> intake = Optional.empty();

  AnalyzerService(
      Intakes intakes,
      ObjectStore store,
      AnalyzerSettings settings,
      MeterRegistry registry,
      @Channel("analyzer-events") MutinyEmitter<byte[]> events) {
    this.intakes = intakes;
    this.work = new AnalysisWork(store, settings.kernel(), new AnalysisMeters(registry));
    this.events = events;
  }

  void start(@Observes StartupEvent event) {
    intake =
        Optional.of(
            intakes.start(
                new Intake.Job<>(Topics.ANALYSIS, AnalysisUnit.class, work, this::announce)));
  }

  void stop(@Observes ShutdownEvent event) {
    intake.ifPresent(Intake::close);
  }

  private void announce(Event event) {
    events.sendAndAwait(Wire.encode(event));
  }
}
