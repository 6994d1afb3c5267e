package dev.lamina.extractor;

import dev.lamina.contract.DroppedRow;
import dev.lamina.contract.Event;
import dev.lamina.contract.ExtractionUnit;
import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import dev.lamina.contract.RowText;
import dev.lamina.extraction.BatchStates;
import dev.lamina.extraction.ExtractionSettings;
import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.Pooling;
import dev.lamina.extraction.Precision;
import dev.lamina.extraction.TextRow;
import dev.lamina.extraction.TooLong;
import dev.lamina.extractor.ExtractionMeters.Stage;
import dev.lamina.queue.Work;
import dev.lamina.tensor.Activations;
import dev.lamina.tensor.FaultStore;
import dev.lamina.tensor.ObjectStore;
import dev.lamina.tensor.RowStore;
import dev.lamina.tensor.Withdrawals;
import java.util.List;
import java.util.Map;

/// One extraction unit: look whether it is stored, else run its rows through the model and
/// store the batch.
final class ExtractionWork implements Work<ExtractionUnit> {

  private final Activations activations;
  private final RowStore rows;
  private final Withdrawals withdrawals;
  private final FaultStore faults;
  private final ResidentModel model;
  private final ExtractionMeters meters;

  ExtractionWork(ObjectStore store, ResidentModel model, ExtractionMeters meters) {
    this.activations = new Activations(store);
    this.rows = new RowStore(store);
    this.withdrawals = new Withdrawals(store);
    this.faults = new FaultStore(store);
    this.model = model;
    this.meters = meters;
  }

  @Override
  public Event perform(ExtractionUnit unit) {
    if (activations.isStored(unit.array(), unit.batch())) {
      return new Event.BatchStored(unit.array(), unit.batch(), true);
    }
    if (withdrawals.isWithdrawn(unit.id())) {
      return new Event.BatchWithdrawn(unit.array(), unit.batch());
    }
    meters.batch(() -> compute(unit));
    return new Event.BatchStored(unit.array(), unit.batch(), false);
  }

  private BatchStates compute(ExtractionUnit unit) {
    List<RowText> all = meters.stage(Stage.ROWS, () -> rows.read(unit.rows()));
    int first = unit.shape().firstRow(unit.batch());
    List<RowText> batch = all.subList(first, first + unit.shape().rowsOf(unit.batch()));
    Extraction loaded =
        meters.stage(Stage.MODEL, () -> model.get(unit.model(), precision(unit.extraction())));
    BatchStates states = extract(loaded, unit, batch);
    meters.computed(states);
    if (!meters.stage(Stage.STORE, () -> store(unit, all, states))) {
      meters.redone(states);
    }
    return states;
  }

  /// @return false when the batch was there by now
  private boolean store(ExtractionUnit unit, List<RowText> all, BatchStates states) {
    List<String> ids = all.stream().map(RowText::id).toList();
    activations.declare(unit.array(), unit.shape(), ids, provenance(unit));
    return activations.store(
        unit.array(), unit.shape(), unit.batch(), states.states(), dropped(states));
  }

  @Override
  public Event giveUp(ExtractionUnit unit, Fault fault, String cause) {
    Event.BatchFailed failed = new Event.BatchFailed(unit.array(), unit.batch(), fault, cause);
    faults.keep(failed);
    return failed;
  }

  private BatchStates extract(Extraction loaded, ExtractionUnit unit, List<RowText> batch) {
    List<TextRow> texts = batch.stream().map(row -> new TextRow(row.id(), row.text())).toList();
    ExtractionSettings settings = settings(unit.extraction());
    try {
      return meters.stage(Stage.INFERENCE, () -> loaded.extract(texts, settings));
    } catch (ModelException e) {
      if (e.kind() == ModelException.Kind.MEMORY) {
        model.close();
      }
      throw ModelFaults.of(e);
    }
  }

  private static ExtractionSettings settings(ExtractionUnit.Extraction extraction) {
    return new ExtractionSettings(
        Pooling.named(extraction.pooling())
            .orElseThrow(() -> unknown("pooling", extraction.pooling())),
        extraction.maxTokens(),
        TooLong.named(extraction.tooLong())
            .orElseThrow(() -> unknown("tooLong", extraction.tooLong())));
  }

  private static Precision precision(ExtractionUnit.Extraction extraction) {
    return Precision.named(extraction.precision())
        .orElseThrow(() -> unknown("precision", extraction.precision()));
  }

  private static FaultException unknown(String setting, String value) {
    return new FaultException(
        Fault.MESSAGE_INVALID, setting + " \"" + value + "\" is not known to this extractor");
  }

  private static List<DroppedRow> dropped(BatchStates states) {
    return states.unusable().stream().map(row -> new DroppedRow(row.id(), row.reason())).toList();
  }

  private static Map<String, Object> provenance(ExtractionUnit unit) {
    return Map.of(
        "model", unit.model().digest().hex(),
        "rows", unit.rows().hex(),
        "pooling", unit.extraction().pooling(),
        "maxTokens", unit.extraction().maxTokens(),
        "tooLong", unit.extraction().tooLong(),
        "precision", unit.extraction().precision());
  }
}
