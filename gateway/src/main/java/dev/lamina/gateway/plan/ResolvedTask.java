package dev.lamina.gateway.plan;

import dev.lamina.contract.RowsDigest;
import dev.lamina.gateway.spec.SweepSpec.Comparison;
import java.util.List;

/// A task of a sweep, its rows read, sampled and rendered.
///
/// @param rowCount rows after sampling
/// @param characters of all rendered rows
/// @param pairs the models to compare on it
public record ResolvedTask(
    String name,
    String cluster,
    boolean seen,
    RowsDigest rows,
    int rowCount,
    long characters,
    List<Pair> pairs) {

  public ResolvedTask {
    pairs = List.copyOf(pairs);
  }

  /// @param template the pair as the spec names it, `{task}` not filled in
  /// @param experimental name of a resolved model
  /// @param control name of a resolved model
  public record Pair(Comparison template, String experimental, String control) {}
}
