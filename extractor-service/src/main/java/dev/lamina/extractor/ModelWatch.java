package dev.lamina.extractor;

import dev.lamina.contract.ModelDigest;
import dev.lamina.extraction.HiddenStateExtractor;
import dev.lamina.extraction.Precision;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.Optional;

/// Follows models from their load to their end.
final class ModelWatch {

  private final ExtractionMeters counts;
  private final DeviceTime device;
  private final OracleCheck oracle;

  /// @param references as [OracleCheck] wants them
  ModelWatch(ExtractionMeters counts, MeterRegistry registry, Optional<Path> references) {
    this.counts = counts;
    this.device = new DeviceTime(registry);
    this.oracle = new OracleCheck(references, new OracleMeters(registry));
  }

  void loaded(ModelDigest digest, Precision precision, HiddenStateExtractor model) {
    counts.loaded();
    device.opened(model);
    oracle.check(digest, precision, model);
  }

  /// An adapter took the place of another one, or of none.
  void switched() {
    counts.switched();
  }

  void closed(HiddenStateExtractor model) {
    device.closed(model);
  }
}
