package dev.lamina.gateway.sweep;

import dev.lamina.contract.AnalysisUnit;
import dev.lamina.contract.UnitDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Analysis units that could be done, and what of them is out at analyzers. Sweeps take turns,
/// one unit each; a sweep that comes new goes first.
final class AnalysisWindow {

  private final LinkedHashMap<SweepRun, Deque<AnalysisProgress>> ready = new LinkedHashMap<>();
  private final Map<UnitDigest, AnalysisProgress> out = new HashMap<>();
  private final Set<UnitDigest> sent = new HashSet<>();

  /// A unit may be released from now on, for each sweep that wants it.
  void ready(AnalysisProgress unit) {
    for (SweepRun run : unit.runs()) {
      if (!run.ended()) {
        Deque<AnalysisProgress> ofRun = ready.get(run);
        if (ofRun == null) {
          ofRun = new ArrayDeque<>();
          ready.putFirst(run, ofRun);
        }
        ofRun.addLast(unit);
      }
    }
  }

  /// Units to send now, marked as out.
  ///
  /// @param size units that may be out
  List<AnalysisUnit> release(int size) {
    List<AnalysisUnit> released = new ArrayList<>();
    while (out.size() < size) {
      Optional<AnalysisProgress> next = next();
      if (next.isEmpty()) {
        break;
      }
      isOut(next.get());
      released.add(next.get().analysis().unit());
    }
    return released;
  }

  private Optional<AnalysisProgress> next() {
    while (!ready.isEmpty()) {
      Map.Entry<SweepRun, Deque<AnalysisProgress>> turn =
          Objects.requireNonNull(ready.pollFirstEntry());
      if (turn.getKey().ended()) {
        continue;
      }
      AnalysisProgress unit = turn.getValue().pollFirst();
      if (!turn.getValue().isEmpty()) {
        ready.putLast(turn.getKey(), turn.getValue());
      }
      if (unit != null && unit.ready()) {
        return Optional.of(unit);
      }
    }
    return Optional.empty();
  }

  private void isOut(AnalysisProgress unit) {
    unit.released();
    out.put(unit.analysis().unit().id(), unit);
  }

  /// A unit that another replica sent.
  void foundOut(AnalysisProgress unit) {
    isOut(unit);
    sent.add(unit.analysis().unit().id());
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
    out.values().removeIf(AnalysisProgress::settled);
    sent.retainAll(out.keySet());
  }

  /// It is not out any more, and may be released again.
  void notOut(UnitDigest unit) {
    AnalysisProgress progress = out.get(unit);
    if (progress != null) {
      ended(unit);
      progress.notOut();
      if (progress.ready()) {
        ready(progress);
      }
    }
  }

  /// This replica does not know any more what is out, and what could be.
  void forget() {
    List.copyOf(out.keySet()).forEach(this::notOut);
    ready.clear();
  }

  /// What is in the queue or at a worker, as far as is known here.
  Set<UnitDigest> sent() {
    return Set.copyOf(sent);
  }

  List<UnitDigest> unwanted() {
    return out.entrySet().stream()
        .filter(e -> !e.getValue().wanted())
        .map(Map.Entry::getKey)
        .toList();
  }
}
