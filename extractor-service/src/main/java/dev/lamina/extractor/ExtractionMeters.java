package dev.lamina.extractor;

import dev.lamina.extraction.BatchStates;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// What an extractor counts. All meters are there from the start, so that a rate is defined
/// before the first batch.
final class ExtractionMeters {

  /// What a batch's time goes to, in this order.
  enum Stage {
    ROWS,
    MODEL,
    INFERENCE,
    STORE
  }

  /// Some step of a batch.
  interface Step<T, E extends Exception> {
    T run() throws E;
  }

  private final Timer batches;
  private final Map<Stage, Timer> stages = new EnumMap<>(Stage.class);
  private final Counter rows;
  private final Counter tokens;
  private final Counter padding;
  private final Counter unusable;
  private final Counter redone;
  private final Counter loads;
  private final Counter switches;

  ExtractionMeters(MeterRegistry registry) {
    batches = registry.timer("lamina.extractor.batches");
    for (Stage stage : Stage.values()) {
      String name = stage.name().toLowerCase(Locale.ROOT);
      stages.put(stage, registry.timer("lamina.extractor.stages", "stage", name));
    }
    rows = registry.counter("lamina.extractor.rows");
    tokens = registry.counter("lamina.extractor.tokens");
    padding = registry.counter("lamina.extractor.padding.tokens");
    unusable = registry.counter("lamina.extractor.unusable.rows");
    redone = registry.counter("lamina.extractor.redone.rows");
    loads = registry.counter("lamina.extractor.model.loads");
    switches = registry.counter("lamina.extractor.adapter.switches");
  }

  /// A model was loaded, without an adapter.
  void loaded() {
    loads.increment();
  }

  /// An adapter took the place of another one, or of none, on the loaded model.
  void switched() {
    switches.increment();
  }

  /// A batch as a whole, from its rows until it is stored; one that fails does not count.
  <T, E extends Exception> T batch(Step<T, E> step) throws E {
    return timed(batches, step);
  }

  <T, E extends Exception> T stage(Stage stage, Step<T, E> step) throws E {
    return timed(stages.getOrDefault(stage, batches), step);
  }

  private static <T, E extends Exception> T timed(Timer timer, Step<T, E> step) throws E {
    Timer.Sample start = Timer.start();
    T result = step.run();
    start.stop(timer);
    return result;
  }

  void computed(BatchStates states) {
    rows.increment(states.rows());
    tokens.increment((double) states.tokens());
    padding.increment((double) (states.paddedTokens() - states.tokens()));
    unusable.increment(states.unusable().size());
  }

  /// What was computed was stored by another worker meanwhile.
  void redone(BatchStates states) {
    redone.increment(states.rows());
  }
}
