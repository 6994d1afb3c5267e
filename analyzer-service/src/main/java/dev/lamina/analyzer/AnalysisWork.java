package dev.lamina.analyzer;

import dev.lamina.contract.AnalysisUnit;
import dev.lamina.contract.Event;
import dev.lamina.contract.Fault;
import dev.lamina.contract.UnitScores;
import dev.lamina.contract.UnitScores.Cell;
import dev.lamina.metrics.blas.Kernel;
import dev.lamina.queue.Work;
import dev.lamina.tensor.Activations;
import dev.lamina.tensor.FaultStore;
import dev.lamina.tensor.ObjectStore;
import dev.lamina.tensor.ScoreStore;
import dev.lamina.tensor.SelfTermStore;
import dev.lamina.tensor.Withdrawals;
import java.util.ArrayList;
import java.util.List;

/// One analysis unit: look whether it is stored, else measure all its pairs layer by layer and
/// store the scores.
public final class AnalysisWork implements Work<AnalysisUnit> {

  private final Activations activations;
  private final ScoreStore scores;
  private final Withdrawals withdrawals;
  private final FaultStore faults;
  private final KnownTerms known;
  private final Kernel kernel;
  private final AnalysisMeters meters;

  /// @param kernel forms the products, with as many threads as it has
  public AnalysisWork(ObjectStore store, Kernel kernel, AnalysisMeters meters) {
    this.activations = new Activations(store);
    this.scores = new ScoreStore(store);
    this.withdrawals = new Withdrawals(store);
    this.faults = new FaultStore(store);
    this.known = new KnownTerms(new SelfTermStore(store));
    this.kernel = kernel;
    this.meters = meters;
  }

  @Override
  public Event perform(AnalysisUnit unit) {
    if (scores.isStored(unit.id())) {
      return new Event.ScoresStored(unit.id(), true);
    }
    if (withdrawals.isWithdrawn(unit.id())) {
      return new Event.AnalysisWithdrawn(unit.id());
    }
    UnitMeasures measures = UnitMeasures.named(unit.measures());
    UnitArrays arrays = new UnitArrays(unit, activations);
    List<Cell> cells = new ArrayList<>();
    try (LayerScores layers = new LayerScores(arrays, measures, known, kernel)) {
      unit.layers()
          .forEach(layer -> cells.addAll(meters.layer(() -> layers.of(unit.pairs(), layer))));
    }
    if (!scores.store(new UnitScores(unit.id(), cells))) {
      meters.redone();
    }
    return new Event.ScoresStored(unit.id(), false);
  }

  @Override
  public Event giveUp(AnalysisUnit unit, Fault fault, String cause) {
    Event.AnalysisFailed failed = new Event.AnalysisFailed(unit.id(), fault, cause);
    faults.keep(failed);
    return failed;
  }
}
