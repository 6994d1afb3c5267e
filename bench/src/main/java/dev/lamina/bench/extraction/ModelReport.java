package dev.lamina.bench.extraction;

import java.util.List;
import java.util.Optional;

/// All that was measured with one model.
///
/// @param unitRows most rows of one of Lamina's units of work
/// @param worstError largest relative L2 difference of a state from transformers', any layer
/// @param loadSeconds Lamina, from the folder to a first row
/// @param peerLoadSeconds transformers without the head
record ModelReport(
    String model,
    int unitRows,
    double worstError,
    double loadSeconds,
    double peerLoadSeconds,
    List<Speed> speeds,
    Optional<Memory> memory) {

  ModelReport {
    speeds = List.copyOf(speeds);
  }
}
