package dev.lamina.analyzer;

import dev.lamina.contract.UnitScores.Cell;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.function.Supplier;

/// What an analyzer counts. All meters are there from the start, so that a rate is defined before
/// the first unit.
public final class AnalysisMeters {

  private final Timer layers;
  private final Counter scores;
  private final Counter undefined;
  private final Counter redone;

  public AnalysisMeters(MeterRegistry registry) {
    layers = registry.timer("lamina.analyzer.layers");
    scores = registry.counter("lamina.analyzer.scores");
    undefined = registry.counter("lamina.analyzer.undefined.scores");
    redone = registry.counter("lamina.analyzer.redone.units");
  }

  /// All scores of a unit at one layer: its reads and its products.
  List<Cell> layer(Supplier<List<Cell>> layer) {
    Timer.Sample start = Timer.start();
    List<Cell> cells = layer.get();
    start.stop(layers);
    scores.increment(cells.size());
    undefined.increment(
        (double) cells.stream().filter(cell -> cell.undefined().isPresent()).count());
    return cells;
  }

  /// What was computed was stored by another worker meanwhile.
  void redone() {
    redone.increment();
  }
}
