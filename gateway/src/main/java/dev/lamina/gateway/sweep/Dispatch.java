package dev.lamina.gateway.sweep;

import dev.lamina.contract.AnalysisUnit;
import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.Event;
import dev.lamina.contract.ExtractionUnit;
import dev.lamina.contract.Fault;
import dev.lamina.contract.Topics;
import dev.lamina.contract.UnitDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/// What is to be released, and what is out. Every replica knows the first; only the one that
/// leads knows the second, and hands units out.
public final class Dispatch {

  private final Ledger ledger;
  private final Map<String, PoolWindow> pools = new TreeMap<>();
  private final AnalysisWindow analyses = new AnalysisWindow();
  private final Set<UnitDigest> withdrawn = new HashSet<>();
  private boolean leads;

  Dispatch(Ledger ledger) {
    this.ledger = ledger;
  }

  /// This replica leads from now on.
  ///
  /// @param out units of the queues, of whatever sweep
  /// @param marked units that are marked as withdrawn
  public void lead(
      List<ExtractionUnit> out, List<AnalysisUnit> outAnalyses, Set<UnitDigest> marked) {
    synchronized (ledger) {
      leads = true;
      for (ExtractionUnit unit : out) {
        ledger
            .array(unit.array())
            .filter(a -> !a.isStored(unit.batch()) && !a.failures().containsKey(unit.batch()))
            .ifPresent(a -> pool(a).foundOut(a, unit));
      }
      for (AnalysisUnit unit : outAnalyses) {
        ledger.analysis(unit.id()).filter(a -> !a.settled()).ifPresent(analyses::foundOut);
      }
      withdrawn.addAll(marked);
      ledger.analyses().filter(AnalysisProgress::ready).forEach(analyses::ready);
    }
  }

  /// This replica leads no longer.
  public void follow() {
    synchronized (ledger) {
      leads = false;
      pools.values().forEach(PoolWindow::forget);
      analyses.forget();
      withdrawn.clear();
    }
  }

  /// Units to send now, marked as out; none while another replica leads.
  ///
  /// @param window units of a queue that may be out
  public List<Release> due(ToIntFunction<String> window) {
    synchronized (ledger) {
      List<Release> due = new ArrayList<>();
      if (leads) {
        pools.forEach(
            (name, pool) ->
                pool.release(window.applyAsInt(Topics.extraction(name)))
                    .forEach(unit -> due.add(new Release.OfBatch(name, unit))));
        analyses
            .release(window.applyAsInt(Topics.ANALYSIS))
            .forEach(unit -> due.add(new Release.OfAnalysis(unit)));
      }
      return due;
    }
  }

  /// The queue holds it.
  public void sent(Release release) {
    synchronized (ledger) {
      switch (release) {
        case Release.OfBatch batch -> pool(batch.pool()).sent(batch.id());
        case Release.OfAnalysis analysis -> analyses.sent(analysis.id());
      }
    }
  }

  /// They are not, or no longer, in the queue, and may be released again.
  public void notOut(String queue, Set<UnitDigest> units) {
    synchronized (ledger) {
      if (queue.equals(Topics.ANALYSIS)) {
        units.forEach(analyses::notOut);
      } else {
        pools.forEach(
            (name, pool) -> {
              if (Topics.extraction(name).equals(queue)) {
                units.forEach(pool::notOut);
              }
            });
      }
    }
  }

  /// The news that a unit that is out is given up; empty if it is not out.
  public Optional<Event> failure(String queue, UnitDigest unit, Fault fault, String cause) {
    synchronized (ledger) {
      if (queue.equals(Topics.ANALYSIS)) {
        return Optional.of(new Event.AnalysisFailed(unit, fault, cause));
      }
      return pools.values().stream()
          .flatMap(pool -> pool.failure(unit, fault, cause).stream())
          .findFirst();
    }
  }

  /// The queues there are, each with what of it was sent and has not ended.
  public Map<String, Set<UnitDigest>> out() {
    synchronized (ledger) {
      Map<String, Set<UnitDigest>> out = new TreeMap<>();
      pools.forEach((name, pool) -> out.put(Topics.extraction(name), pool.sent()));
      out.put(Topics.ANALYSIS, analyses.sent());
      return out;
    }
  }

  /// Marks of withdrawal to make, and to take back. Each is named once.
  public Marks marks() {
    synchronized (ledger) {
      Set<UnitDigest> unwanted = new HashSet<>(analyses.unwanted());
      pools.values().forEach(pool -> unwanted.addAll(pool.unwanted()));
      Set<UnitDigest> make = new HashSet<>(unwanted);
      make.removeAll(withdrawn);
      Set<UnitDigest> revoke = new HashSet<>(withdrawn);
      revoke.removeAll(unwanted);
      withdrawn.addAll(make);
      withdrawn.removeAll(revoke);
      return new Marks(make, revoke);
    }
  }

  /// @param make units that are out and that nobody wants any more
  /// @param revoke units that are wanted again, or have left the queue
  public record Marks(Set<UnitDigest> make, Set<UnitDigest> revoke) {}

  /// They could not be made, or taken back.
  public void notMarked(Marks marks) {
    synchronized (ledger) {
      withdrawn.removeAll(marks.make());
      withdrawn.addAll(marks.revoke());
    }
  }

  /// How often units of a pool were of another base than the one before it.
  public long switches(String pool) {
    synchronized (ledger) {
      return Optional.ofNullable(pools.get(pool)).map(PoolWindow::switches).orElse(0L);
    }
  }

  /// @return the pools that no sweep asked for before
  List<String> enter(SweepRun run) {
    Map<String, List<ArrayProgress>> byPool = new TreeMap<>();
    for (ArrayProgress array : run.arrays()) {
      byPool.computeIfAbsent(poolOf(array), pool -> new ArrayList<>()).add(array);
    }
    leave(run);
    pools.forEach((name, pool) -> pool.dropMoved(name));
    List<String> opened = byPool.keySet().stream().filter(p -> !pools.containsKey(p)).toList();
    byPool.forEach(
        (name, arrays) -> {
          arrays.sort(BY_BASE);
          pool(name).add(run.plan().id(), arrays);
        });
    pools.values().forEach(PoolWindow::rewind);
    if (leads) {
      run.analyses().stream().filter(AnalysisProgress::ready).forEach(analyses::ready);
    }
    return opened;
  }

  private static final Comparator<ArrayProgress> BY_BASE =
      Comparator.comparing((ArrayProgress a) -> a.array().model().ref().base().digest().hex())
          .thenComparing(a -> a.array().model().ref().digest().hex());

  void leave(SweepRun run) {
    pools.values().forEach(pool -> pool.remove(run.plan().id()));
  }

  void ready(AnalysisProgress unit) {
    if (leads) {
      analyses.ready(unit);
    }
  }

  /// Keeps what is out in step with the news.
  void on(Event event) {
    switch (event) {
      case Event.BatchStored e -> ended(e.array(), e.batch());
      case Event.BatchFailed e -> ended(e.array(), e.batch());
      case Event.ScoresStored e -> analyses.ended(e.unit());
      case Event.AnalysisFailed e -> analyses.ended(e.unit());
      case Event.BatchWithdrawn e -> {
        UnitDigest unit = ExtractionUnit.idOf(e.array(), e.batch());
        pools.values().forEach(pool -> pool.notOut(unit));
      }
      case Event.AnalysisWithdrawn e -> analyses.notOut(e.unit());
      case Event.SweepWished e -> {}
    }
  }

  /// Keeps what is out in step with what the ledger found in the store.
  void dropEnded() {
    pools.values().forEach(PoolWindow::dropEnded);
    analyses.dropEnded();
  }

  /// The arrays of which something is out.
  Set<ArrayProgress> underWay() {
    Set<ArrayProgress> arrays = new HashSet<>();
    pools.values().forEach(pool -> arrays.addAll(pool.underWay()));
    return arrays;
  }

  int backlog(String pool) {
    return Optional.ofNullable(pools.get(pool)).map(PoolWindow::backlog).orElse(0);
  }

  private void ended(ArrayDigest array, int batch) {
    UnitDigest unit = ExtractionUnit.idOf(array, batch);
    pools.values().forEach(pool -> pool.ended(unit));
  }

  private PoolWindow pool(ArrayProgress array) {
    return pool(poolOf(array));
  }

  private PoolWindow pool(String name) {
    return Objects.requireNonNull(pools.computeIfAbsent(name, n -> new PoolWindow()));
  }

  private static String poolOf(ArrayProgress array) {
    return array.array().model().pool();
  }
}
