package dev.lamina.bench.planted;

import dev.lamina.bench.Machine;
import java.util.List;
import java.util.Map;

/// What the simulations gave.
///
/// @param real noise of real runs, by name; may be empty
record PlantedReport(
    Machine machine,
    List<CurveCase> curves,
    List<StateCase> states,
    Map<String, CurveNoise> real,
    double seconds) {

  record CurveCase(PlantedCurves.Shape shape, Noise noise, Recovery recovery) {}

  record StateCase(int rows, double gain, Noise noise, int cases, StateRecovery recovery) {}
}
