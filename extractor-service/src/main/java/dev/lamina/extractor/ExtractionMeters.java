package dev.lamina.extractor;

import dev.lamina.extraction.BatchStates;
import dev.lamina.extraction.ModelException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/// What an extractor counts.
final class ExtractionMeters {

  private final Timer batches;
  private final Counter rows;
  private final Counter tokens;
  private final Counter padding;
  private final Counter unusable;
  private final Counter loads;
  private final Counter switches;

  ExtractionMeters(MeterRegistry registry) {
    batches = registry.timer("lamina.extractor.batches");
    rows = registry.counter("lamina.extractor.rows");
    tokens = registry.counter("lamina.extractor.tokens");
    padding = registry.counter("lamina.extractor.padding.tokens");
    unusable = registry.counter("lamina.extractor.unusable.rows");
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

  /// Some inference.
  interface Inference {
    BatchStates run() throws ModelException;
  }

  BatchStates timed(Inference inference) throws ModelException {
    Timer.Sample start = Timer.start();
    BatchStates states = inference.run();
    start.stop(batches);
    rows.increment(states.rows());
    tokens.increment((double) states.tokens());
    padding.increment((double) (states.paddedTokens() - states.tokens()));
    unusable.increment(states.unusable().size());
    return states;
  }
}
