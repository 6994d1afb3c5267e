package dev.lamina.gateway.sweep;

import dev.lamina.contract.Event;
import dev.lamina.contract.ExtractionUnit;
import dev.lamina.contract.Fault;
import dev.lamina.contract.UnitDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What one pool of extractors has to do, and what of it is out at its workers.
final class PoolWindow {

  private final Turns turns = new Turns();
  private final Map<UnitDigest, Out> out = new HashMap<>();
  private final Set<UnitDigest> sent = new HashSet<>();

  /// A batch that is out.
  private record Out(ArrayProgress array, int batch) {}

  void add(String sweep, List<ArrayProgress> arrays) {
    turns.add(new Turn(sweep, arrays));
  }

  void remove(String sweep) {
    turns.remove(sweep);
  }

  /// Units to send now, marked as out.
  ///
  /// @param size units that may be out
  List<ExtractionUnit> release(int size) {
    List<ExtractionUnit> released = new ArrayList<>();
    while (out.size() < size) {
      Optional<ArrayProgress> next = turns.next();
      if (next.isEmpty()) {
        break;
      }
      ArrayProgress array = next.get();
      ExtractionUnit unit = array.array().unit(array.next());
      isOut(array, unit);
      released.add(unit);
    }
    return released;
  }

  private void isOut(ArrayProgress array, ExtractionUnit unit) {
    array.released(unit.batch());
    out.put(unit.id(), new Out(array, unit.batch()));
  }

  /// A unit that another replica sent.
  void foundOut(ArrayProgress array, ExtractionUnit unit) {
    isOut(array, unit);
    sent.add(unit.id());
  }

  void sent(UnitDigest unit) {
    if (out.containsKey(unit)) {
      sent.add(unit);
    }
  }

  /// It is stored or given up.
  void ended(UnitDigest unit) {
    out.remove(unit);
    sent.remove(unit);
  }

  /// Forgets what was stored or given up meanwhile.
  void dropEnded() {
    out.values().removeIf(o -> !o.array().isOut(o.batch()));
    sent.retainAll(out.keySet());
  }

  /// Forgets what now goes to another pool, where it may be released.
  void dropMoved(String name) {
    List<UnitDigest> moved =
        out.entrySet().stream()
            .filter(e -> !e.getValue().array().array().model().pool().equals(name))
            .map(Map.Entry::getKey)
            .toList();
    moved.forEach(this::notOut);
  }

  /// It is not out any more, and may be released again.
  void notOut(UnitDigest unit) {
    Out batch = out.get(unit);
    if (batch != null) {
      ended(unit);
      batch.array().notOut(batch.batch());
      turns.all().forEach(Turn::rewind);
    }
  }

  /// This replica does not know any more what is out.
  void forget() {
    List.copyOf(out.keySet()).forEach(this::notOut);
  }

  /// The news that a unit is given up.
  Optional<Event> failure(UnitDigest unit, Fault fault, String cause) {
    return Optional.ofNullable(out.get(unit))
        .map(o -> new Event.BatchFailed(o.array().array().digest(), o.batch(), fault, cause));
  }

  /// What is in the queue or at a worker, as far as is known here.
  Set<UnitDigest> sent() {
    return Set.copyOf(sent);
  }

  List<UnitDigest> unwanted() {
    return out.entrySet().stream()
        .filter(e -> !e.getValue().array().wanted())
        .map(Map.Entry::getKey)
        .toList();
  }

  /// The arrays of which something is out.
  Set<ArrayProgress> underWay() {
    Set<ArrayProgress> arrays = new HashSet<>();
    out.values().forEach(batch -> arrays.add(batch.array()));
    return arrays;
  }

  /// Something that failed may be released again.
  void rewind() {
    turns.all().forEach(Turn::rewind);
  }

  long switches() {
    return turns.switches();
  }

  /// Units planned, not stored and not given up, whether out or not.
  int backlog() {
    return turns
        .all()
        .flatMap(turn -> turn.arrays().stream())
        .distinct()
        .mapToInt(a -> a.array().shape().batches() - a.storedCount() - a.failures().size())
        .sum();
  }
}
