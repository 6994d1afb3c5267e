package dev.lamina.bench.extraction;

import java.util.Comparator;
import java.util.List;

/// One turn of each side.
///
/// @param stored Lamina's turn
/// @param batches turns of transformers, one per batch size that was tried
record Round(LaminaSide.Stored stored, Pass paper, List<Batched> batches, Sgemm.PerToken sgemm) {

  /// A turn of transformers.
  ///
  /// @param size texts per batch
  record Batched(int size, Pass pass) {}

  Round {
    batches = List.copyOf(batches);
  }

  Pass lamina() {
    return stored.pass();
  }

  /// The turn with a batch size that was tried.
  Pass batched(int size) {
    return batches.stream()
        .filter(batched -> batched.size() == size)
        .findFirst()
        .orElseThrow()
        .pass();
  }

  Pass best() {
    return batches.stream()
        .map(Batched::pass)
        .min(Comparator.comparingDouble(Pass::seconds))
        .orElseThrow();
  }
}
