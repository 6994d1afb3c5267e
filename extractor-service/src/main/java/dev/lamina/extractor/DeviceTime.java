package dev.lamina.extractor;

import dev.lamina.extraction.HiddenStateExtractor;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/// How long the device had something to run, over all models that were loaded. What is missing to
/// the worker's time is idle: it waited for units, rows, a model, or the store.
final class DeviceTime {

  private static final double NANOS = 1e9;

  private final Set<HiddenStateExtractor> loaded = new HashSet<>();
  private Duration closed = Duration.ZERO;

  DeviceTime(MeterRegistry registry) {
    FunctionCounter.builder("lamina.extractor.device.busy", this, DeviceTime::seconds)
        .baseUnit("seconds")
        .register(registry);
  }

  synchronized void opened(HiddenStateExtractor model) {
    loaded.add(model);
  }

  /// Before or after it is closed; no run of it goes on.
  synchronized void closed(HiddenStateExtractor model) {
    if (loaded.remove(model)) {
      closed = closed.plus(model.computing());
    }
  }

  private synchronized double seconds() {
    Duration total =
        loaded.stream().map(HiddenStateExtractor::computing).reduce(closed, Duration::plus);
    return total.toNanos() / NANOS;
  }
}
