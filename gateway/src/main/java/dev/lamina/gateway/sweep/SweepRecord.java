package dev.lamina.gateway.sweep;

import dev.lamina.gateway.plan.ResolvedSweep;
import java.time.Instant;

/// A submitted sweep as it is kept: enough to plan it again anywhere.
///
/// @param submitted milliseconds since 1970
/// @param kernels version of the measures' code that it was planned for
public record SweepRecord(ResolvedSweep sweep, String kernels, long submitted) {

  public Instant submittedAt() {
    return Instant.ofEpochMilli(submitted);
  }
}
