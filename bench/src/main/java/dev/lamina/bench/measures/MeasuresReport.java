package dev.lamina.bench.measures;

import dev.lamina.bench.Machine;
import java.util.List;

/// All that one run of the bench measured.
record MeasuresReport(
    Machine machine,
    Setting setting,
    String peers,
    List<Round> rounds,
    FewRows few,
    List<Cost> costs) {

  MeasuresReport {
    rounds = List.copyOf(rounds);
    costs = List.copyOf(costs);
  }
}
