package dev.lamina.bench.extraction;

import dev.lamina.bench.Machine;
import java.util.List;

/// All that one run of the benchmark found.
///
/// @param peers versions of what the peers ran on
record ExtractionReport(
    Machine machine, Conditions conditions, String peers, List<ModelReport> models) {

  ExtractionReport {
    models = List.copyOf(models);
  }
}
