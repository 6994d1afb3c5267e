package dev.lamina.gateway.plan;

import dev.lamina.metrics.Measures;
import java.util.List;

/// All that a sweep needs: arrays to extract and units to analyse. Equal resolved sweeps give
/// equal plans, on any machine, at any time.
///
/// @param id the sweep's name and the first digits of the digest of its content
/// @param kernels version of the measures' code
public record SweepPlan(
    String id,
    ResolvedSweep sweep,
    String kernels,
    List<PlannedArray> arrays,
    List<PlannedPair> pairs,
    List<PlannedAnalysis> analyses) {

  public SweepPlan {
    arrays = List.copyOf(arrays);
    pairs = List.copyOf(pairs);
    analyses = List.copyOf(analyses);
  }

  public int batches() {
    return arrays.stream().mapToInt(array -> array.shape().batches()).sum();
  }

  /// Scores that the sweep will give: of pairs, and of single models.
  public long cells() {
    long descriptors =
        sweep.measures().stream().filter(name -> Measures.descriptor(name).isPresent()).count();
    long ofPairs = sweep.measures().size() - descriptors;
    return analyses.stream()
        .mapToLong(
            a ->
                a.unit().layers().size()
                    * (a.unit().pairs().size() * ofPairs + a.arrays().size() * descriptors))
        .sum();
  }
}
