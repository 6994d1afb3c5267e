package dev.lamina.gateway.sweep;

import dev.lamina.contract.AnalysisUnit;
import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.Event;
import dev.lamina.contract.ExtractionUnit;
import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import dev.lamina.contract.Topics;
import dev.lamina.contract.UnitDigest;
import dev.lamina.contract.Wire;
import dev.lamina.gateway.plan.PlannedAnalysis;
import dev.lamina.gateway.plan.PlannedArray;
import dev.lamina.gateway.plan.SweepPlan;
import dev.lamina.gateway.sweep.SweepStatus.UnitFault;
import dev.lamina.queue.WorkQueues;
import dev.lamina.tensor.Activations;
import dev.lamina.tensor.ScoreStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// Brings plans and stored objects together: what is planned and not stored is released, batch by
/// batch, and what is ready is sent to the analyzers. All it knows can be rebuilt from the store.
///
/// Every public method takes the one lock; none of them waits for a worker.
public final class Coordinator {

  private static final Logger LOG = Logger.getLogger(Coordinator.class);

  private final WorkQueues queues;
  private final Activations activations;
  private final ScoreStore scores;
  private final int windowUnits;
  private final Consumer<String> poolOpened;

  private final Map<ArrayDigest, ArrayProgress> arrays = new LinkedHashMap<>();
  private final Map<UnitDigest, AnalysisProgress> analyses = new LinkedHashMap<>();
  private final Map<String, PoolWindow> pools = new TreeMap<>();
  private final Map<String, SweepRun> runs = new LinkedHashMap<>();

  /// @param windowUnits units that a pool may hold at a time
  /// @param poolOpened is told each pool that a sweep asks for, once
  public Coordinator(
      WorkQueues queues,
      Activations activations,
      ScoreStore scores,
      int windowUnits,
      Consumer<String> poolOpened) {
    this.queues = queues;
    this.activations = activations;
    this.scores = scores;
    this.windowUnits = windowUnits;
    this.poolOpened = poolOpened;
    queues.declare(Topics.ANALYSIS);
  }

  /// Starts a sweep, or tries again what it gave up before. Submitting a running one changes
  /// nothing.
  public synchronized SweepStatus submit(SweepPlan plan, Instant submitted) {
    Optional<SweepRun> before = Optional.ofNullable(runs.get(plan.id()));
    if (before.isPresent()) {
      SweepState state = before.get().state();
      if (state == SweepState.RUNNING || state == SweepState.SUCCEEDED) {
        return before.get().status();
      }
    }
    SweepRun run = newRun(plan, submitted);
    enterPools(run);
    settle();
    run.changed();
    return run.status();
  }

  /// Shows a sweep that was cancelled before, without starting it.
  public synchronized void restoreCancelled(SweepPlan plan, Instant submitted) {
    newRun(plan, submitted).cancel();
  }

  private SweepRun newRun(SweepPlan plan, Instant submitted) {
    List<ArrayProgress> ofArrays = plan.arrays().stream().map(this::progressOf).toList();
    List<AnalysisProgress> ofAnalyses = plan.analyses().stream().map(this::progressOf).toList();
    ofAnalyses.forEach(AnalysisProgress::tryAgain);
    SweepRun run = new SweepRun(plan, submitted, ofArrays, ofAnalyses);
    runs.put(plan.id(), run);
    return run;
  }

  /// Releases no more of what no other sweep waits for. What is released already is finished and
  /// kept.
  public synchronized Optional<SweepStatus> cancel(String id) {
    SweepRun run = runs.get(id);
    if (run == null) {
      return Optional.empty();
    }
    if (!run.state().isFinal()) {
      run.cancel();
      pools.values().forEach(pool -> pool.remove(id));
    }
    return Optional.of(run.status());
  }

  public synchronized Optional<SweepStatus> status(String id) {
    return Optional.ofNullable(runs.get(id)).map(SweepRun::status);
  }

  public synchronized Optional<Long> revision(String id) {
    return Optional.ofNullable(runs.get(id)).map(SweepRun::revision);
  }

  public synchronized Optional<SweepPlan> plan(String id) {
    return Optional.ofNullable(runs.get(id)).map(SweepRun::plan);
  }

  /// Newest first.
  public synchronized List<SweepStatus> all() {
    return runs.values().stream()
        .map(SweepRun::status)
        .sorted(Comparator.comparing(SweepStatus::submitted).reversed())
        .toList();
  }

  /// Units of a pool that are planned, not stored and not given up.
  public synchronized int backlog(String pool) {
    PoolWindow window = pools.get(pool);
    return window == null ? 0 : window.backlog();
  }

  /// News of a worker. What no sweep here waits for is passed over.
  public synchronized void on(Event event) {
    boolean news =
        switch (event) {
          case Event.BatchStored e ->
              array(e.array()).map(array -> array.stored(e.batch(), e.reused())).orElse(false);
          case Event.BatchFailed e ->
              array(e.array())
                  .map(a -> a.failed(e.batch(), fault(a.array(), e.batch(), e.fault(), e.cause())))
                  .orElse(false);
          case Event.ScoresStored e ->
              analysis(e.unit()).map(AnalysisProgress::stored).orElse(false);
          case Event.AnalysisFailed e ->
              analysis(e.unit())
                  .map(a -> a.failed(fault(a.analysis(), e.fault(), e.cause())))
                  .orElse(false);
        };
    if (news) {
      settle();
      runs.values().forEach(SweepRun::changed);
    }
  }

  /// Looks at the store for what events did not tell, and releases again what got lost on the
  /// way.
  public synchronized void reconcile() {
    List<SweepRun> active = runs.values().stream().filter(r -> !r.state().isFinal()).toList();
    for (SweepRun run : active) {
      run.arrays().stream().filter(a -> !a.settled()).forEach(this::look);
      run.analyses().stream()
          .filter(a -> !a.settled() && scores.isStored(a.analysis().unit().id()))
          .forEach(AnalysisProgress::stored);
    }
    pools.forEach(
        (name, pool) -> {
          if (pool.outCount() > 0 && queues.backlog(Topics.extraction(name)) == 0) {
            pool.arrays().forEach(ArrayProgress::releaseAgain);
          }
        });
    if (active.stream().flatMap(r -> r.analyses().stream()).anyMatch(AnalysisProgress::isOut)
        && queues.backlog(Topics.ANALYSIS) == 0) {
      analyses.values().forEach(AnalysisProgress::releaseAgain);
    }
    settle();
    active.forEach(SweepRun::changed);
  }

  private void look(ArrayProgress array) {
    activations.storedBatches(array.array().digest()).forEach(batch -> array.stored(batch, false));
  }

  private Optional<ArrayProgress> array(ArrayDigest digest) {
    return Optional.ofNullable(arrays.get(digest));
  }

  private Optional<AnalysisProgress> analysis(UnitDigest unit) {
    return Optional.ofNullable(analyses.get(unit));
  }

  private ArrayProgress progressOf(PlannedArray array) {
    ArrayProgress progress =
        arrays.computeIfAbsent(
            array.digest(), digest -> new ArrayProgress(array, activations.storedBatches(digest)));
    progress.planAgain(array);
    return progress;
  }

  private AnalysisProgress progressOf(PlannedAnalysis analysis) {
    return analyses.computeIfAbsent(
        analysis.unit().id(), id -> new AnalysisProgress(analysis, scores.isStored(id)));
  }

  private void enterPools(SweepRun run) {
    Map<String, List<ArrayProgress>> byPool = new TreeMap<>();
    for (ArrayProgress array : run.arrays()) {
      byPool.computeIfAbsent(array.array().model().pool(), pool -> new ArrayList<>()).add(array);
    }
    pools.values().forEach(pool -> pool.remove(run.plan().id()));
    byPool.forEach(
        (name, ofPool) -> {
          ofPool.sort(
              Comparator.comparing(
                      (ArrayProgress a) -> a.array().model().ref().base().digest().hex())
                  .thenComparing(a -> a.array().model().ref().digest().hex()));
          pools.computeIfAbsent(name, this::newPool).add(run.plan().id(), ofPool);
        });
  }

  private PoolWindow newPool(String name) {
    queues.declare(Topics.extraction(name));
    poolOpened.accept(name);
    return new PoolWindow(windowUnits);
  }

  /// Sends what is ready, releases what the windows hold, and lets finished sweeps leave the
  /// pools.
  private void settle() {
    for (SweepRun run : List.copyOf(runs.values())) {
      if (!run.state().isFinal()) {
        run.analyses().stream().filter(AnalysisProgress::waits).forEach(this::startIfReady);
      }
      if (run.state().isFinal()) {
        pools.values().forEach(pool -> pool.remove(run.plan().id()));
      }
    }
    pools.forEach((name, pool) -> pool.release().forEach(unit -> release(name, unit)));
  }

  private void release(String pool, ExtractionUnit unit) {
    if (!sent(Topics.extraction(pool), unit.id(), unit)) {
      array(unit.array()).ifPresent(array -> array.notReleased(unit.batch()));
    }
  }

  /// What cannot be sent now is released again at the next look at the store.
  private boolean sent(String queue, UnitDigest id, Object unit) {
    try {
      queues.send(queue, id.hex(), Wire.encode(unit));
      return true;
    } catch (FaultException e) {
      LOG.warnf("Could not release a unit: %s", e.getMessage());
      return false;
    }
  }

  private void startIfReady(AnalysisProgress progress) {
    Collection<ArrayProgress> needed =
        progress.analysis().arrays().stream().map(arrays::get).toList();
    if (!needed.stream().allMatch(ArrayProgress::settled)) {
      return;
    }
    Optional<UnitFault> missing =
        needed.stream().flatMap(a -> a.failures().values().stream()).findFirst();
    if (missing.isPresent()) {
      progress.failed(
          new UnitFault(
              missing.get().fault(),
              "analysis of " + progress.analysis().task(),
              "no activations: " + missing.get().what() + " was given up"));
      return;
    }
    AnalysisUnit unit = progress.analysis().unit();
    if (sent(Topics.ANALYSIS, unit.id(), unit)) {
      progress.released();
    }
  }

  private static UnitFault fault(PlannedArray array, int batch, Fault fault, String cause) {
    String what = "%s on %s, batch %d".formatted(array.model().name(), array.task(), batch);
    return new UnitFault(fault.code(), what, cause);
  }

  private static UnitFault fault(PlannedAnalysis analysis, Fault fault, String cause) {
    return new UnitFault(fault.code(), "analysis of " + analysis.task(), cause);
  }
}
