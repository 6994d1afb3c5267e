package dev.lamina.extractor;

import dev.lamina.contract.ModelDigest;
import dev.lamina.extraction.Precision;
import dev.lamina.extraction.verify.Verification;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How far models were from their references when they were last loaded. As many gauges as
/// references are kept.
final class OracleMeters {

  /// As many digits of a digest as tell models apart on a screen.
  private static final int DIGITS = 12;

  /// A model in a precision.
  private record Loaded(ModelDigest model, Precision precision) {}

  private final MeterRegistry registry;
  private final Counter kept;
  private final Counter drifted;
  private final Counter failed;
  private final Map<Loaded, Verification> last = new ConcurrentHashMap<>();

  OracleMeters(MeterRegistry registry) {
    this.registry = registry;
    kept = checks(registry, "kept");
    drifted = checks(registry, "drifted");
    failed = checks(registry, "failed");
  }

  private static Counter checks(MeterRegistry registry, String result) {
    return registry.counter("lamina.extractor.oracle.checks", "result", result);
  }

  /// @param keeps what is promised of the precision
  void compared(ModelDigest model, Precision precision, Verification found, boolean keeps) {
    (keeps ? kept : drifted).increment();
    Loaded loaded = new Loaded(model, precision);
    if (last.put(loaded, found) == null) {
      gauge("lamina.extractor.oracle.error", loaded, v -> v.worst().largest());
      gauge("lamina.extractor.oracle.cosine", loaded, Verification::leastCosine);
    }
  }

  /// The reference could not be read, or is another model's.
  void failed() {
    failed.increment();
  }

  /// A figure of a comparison.
  private interface Figure {
    double of(Verification verification);
  }

  private void gauge(String name, Loaded loaded, Figure figure) {
    Gauge.builder(
            name,
            last,
            all -> {
              Verification found = all.get(loaded);
              return found == null ? Double.NaN : figure.of(found);
            })
        .tag("model", loaded.model().hex().substring(0, DIGITS))
        .tag("precision", loaded.precision().wireName())
        .register(registry);
  }
}
