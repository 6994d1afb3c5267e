package dev.lamina.gateway.plan;

import dev.lamina.contract.AnalysisUnit;
import dev.lamina.contract.ArrayDigest;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An analysis unit and the task that it measures.
public record PlannedAnalysis(AnalysisUnit unit, String task) {

  /// The arrays that must be stored before it can start.
  public Set<ArrayDigest> arrays() {
    return unit.pairs().stream()
        .flatMap(pair -> Stream.of(pair.experimental(), pair.control()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
