package dev.lamina.gateway;

import dev.lamina.contract.AnalysisUnit;
import dev.lamina.contract.Event;
import dev.lamina.contract.ExtractionUnit;
import dev.lamina.contract.Fault;
import dev.lamina.contract.Topics;
import dev.lamina.contract.UnitScores;
import dev.lamina.contract.Wire;
import dev.lamina.queue.Lease;
import dev.lamina.queue.UnitReceiver;
import dev.lamina.queue.WorkQueues;
import dev.lamina.tensor.Activations;
import dev.lamina.tensor.FaultStore;
import dev.lamina.tensor.ObjectStore;
import dev.lamina.tensor.ScoreStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Does units as workers do, step by step, and tells the replicas.
final class Workers {

  private final WorkQueues queues;
  private final Activations activations;
  private final ScoreStore scores;
  private final FaultStore faults;
  private final List<Replica> listeners = new ArrayList<>();

  Workers(WorkQueues queues, ObjectStore store) {
    this.queues = queues;
    this.activations = new Activations(store);
    this.scores = new ScoreStore(store);
    this.faults = new FaultStore(store);
  }

  void tell(Replica replica) {
    listeners.add(replica);
  }

  void deafen(Replica replica) {
    listeners.remove(replica);
  }

  /// Takes all that the queue of a pool holds, and ends it there.
  List<ExtractionUnit> taken(String pool) throws InterruptedException {
    List<ExtractionUnit> units = new ArrayList<>();
    try (UnitReceiver receiver = queues.receive(Topics.extraction(pool))) {
      for (Optional<Lease> lease = receiver.take(Duration.ZERO);
          lease.isPresent();
          lease = receiver.take(Duration.ZERO)) {
        units.add(Wire.decode(lease.get().unit(), ExtractionUnit.class));
        lease.get().done();
      }
    }
    return units;
  }

  List<ExtractionUnit> taken() throws InterruptedException {
    return taken("default");
  }

  void extract(ExtractionUnit unit) {
    List<String> ids = IntStream.range(0, unit.shape().rows()).mapToObj(i -> "r" + i).toList();
    activations.declare(unit.array(), unit.shape(), ids, Map.of());
    int values =
        unit.shape().layers() * unit.shape().rowsOf(unit.batch()) * unit.shape().features();
    boolean now =
        activations.store(unit.array(), unit.shape(), unit.batch(), new float[values], List.of());
    hear(new Event.BatchStored(unit.array(), unit.batch(), !now));
  }

  void giveUp(ExtractionUnit unit, Fault fault) {
    Event.BatchFailed failed = new Event.BatchFailed(unit.array(), unit.batch(), fault, "broken");
    faults.keep(failed);
    hear(failed);
  }

  /// @return units done
  List<ExtractionUnit> extractAll() throws InterruptedException {
    List<ExtractionUnit> done = new ArrayList<>();
    for (List<ExtractionUnit> units = taken(); !units.isEmpty(); units = taken()) {
      units.forEach(this::extract);
      done.addAll(units);
    }
    return done;
  }

  /// @return units done
  int analyseAll() throws InterruptedException {
    int done = 0;
    try (UnitReceiver receiver = queues.receive(Topics.ANALYSIS)) {
      for (Optional<Lease> lease = receiver.take(Duration.ZERO);
          lease.isPresent();
          lease = receiver.take(Duration.ZERO)) {
        AnalysisUnit unit = Wire.decode(lease.get().unit(), AnalysisUnit.class);
        boolean now = scores.store(new UnitScores(unit.id(), List.of()));
        lease.get().done();
        hear(new Event.ScoresStored(unit.id(), !now));
        done++;
      }
    }
    return done;
  }

  void hear(Event event) {
    List.copyOf(listeners).forEach(replica -> replica.hear(event));
  }
}
