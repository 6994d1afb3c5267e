package dev.lamina.bench.calibration;

import dev.lamina.bench.Machine;
import java.util.List;

/// All that one run of the simulations found.
///
/// @param pairs simulated pairs per setting
record CalibrationReport(
    Machine machine,
    int pairs,
    List<Coverage> coverage,
    List<ContrastCoverage> contrasts,
    List<Permutations> permutations,
    List<Cost> costs) {

  CalibrationReport {
    coverage = List.copyOf(coverage);
    contrasts = List.copyOf(contrasts);
    permutations = List.copyOf(permutations);
    costs = List.copyOf(costs);
  }
}
