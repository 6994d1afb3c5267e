package dev.lamina.gateway.plan;

import dev.lamina.tensor.Activations;
import dev.lamina.tensor.ScoreStore;

/// What a sweep would do, told before it does it.
///
/// @param cells scores it will give
/// @param batches extraction units
/// @param batchesStored those that are stored already
/// @param analyses analysis units
/// @param analysesStored those whose scores are stored already
/// @param bytes activations that it would store, in bytes
/// @param tokens that it would run through models, estimated from the rows' length
/// @param seconds of work on one small machine (2 cores, 150 GFLOP/s), estimated
public record PlanPreview(
    String id,
    long cells,
    int batches,
    int batchesStored,
    int analyses,
    int analysesStored,
    long bytes,
    long tokens,
    double seconds) {

  public static PlanPreview of(SweepPlan plan, Activations activations, ScoreStore scores) {
    int stored = 0;
    double bytes = 0;
    double tokens = 0;
    double flops = 0;
    for (PlannedArray array : plan.arrays()) {
      int batches = activations.storedBatches(array.digest()).size();
      stored += batches;
      double left = 1 - (double) batches / array.shape().batches();
      double rows = left * array.shape().rows();
      bytes += left * array.shape().bytes();
      flops += rows * array.flopsPerRow();
      tokens += rows * array.flopsPerRow() / (2.0 * array.model().parameters());
    }
    int scored = (int) plan.analyses().stream().filter(a -> scores.isStored(a.unit().id())).count();
    return new PlanPreview(
        plan.id(),
        plan.cells(),
        plan.batches(),
        stored,
        plan.analyses().size(),
        scored,
        Math.round(bytes),
        Math.round(tokens),
        flops / BatchRule.FLOPS);
  }
}
