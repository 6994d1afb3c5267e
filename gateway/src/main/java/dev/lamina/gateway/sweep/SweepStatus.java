package dev.lamina.gateway.sweep;

import dev.lamina.gateway.spec.SweepSpec.Comparison;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What people see of a sweep under way.
///
/// @param submitted for the first time
/// @param started when this gateway took it up
/// @param finished empty while it runs
/// @param etaSeconds empty as long as nothing allows an estimate
/// @param waiting what it waits for, as a sentence
/// @param layers hidden states of the deepest model
public record SweepStatus(
    String id,
    String name,
    SweepState state,
    Instant submitted,
    Instant started,
    Optional<Instant> finished,
    Progress progress,
    Optional<Double> etaSeconds,
    Optional<String> waiting,
    List<UnitFault> faults,
    List<Comparison> comparisons,
    List<Task> tasks,
    List<String> measures,
    int layers) {

  /// @param extraction batches
  /// @param analysis analysis units
  public record Progress(Stage extraction, Stage analysis) {}

  /// @param done stored, `reused` included
  /// @param reused stored before this sweep needed them
  public record Stage(int planned, int done, int reused, int failed) {}

  /// @param what the unit in words, for instance `bge on sst2, batch 3`
  public record UnitFault(String fault, String what, String cause) {}

  public record Task(String name, String cluster, boolean seen) {}
}
