package dev.lamina.gateway.sweep;

import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.Event;
import dev.lamina.contract.Fault;
import dev.lamina.contract.UnitDigest;
import dev.lamina.gateway.plan.PlannedAnalysis;
import dev.lamina.gateway.plan.PlannedArray;
import dev.lamina.gateway.plan.SweepPlan;
import dev.lamina.gateway.sweep.SweepStatus.UnitFault;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What is known of every array and every analysis unit that some sweep needs. Its users hold its
/// lock.
final class Ledger {

  private final Map<ArrayDigest, ArrayProgress> arrays = new LinkedHashMap<>();
  private final Map<UnitDigest, AnalysisProgress> analyses = new LinkedHashMap<>();

  /// Knows what a plan needs from now on, so that no news of it is missed.
  ///
  /// @return what the store was not asked for yet
  StoreLook.Question enter(SweepPlan plan) {
    plan.arrays().forEach(a -> arrays.computeIfAbsent(a.digest(), d -> new ArrayProgress(a)));
    plan.analyses().forEach(a -> analyses.computeIfAbsent(a.unit().id(), id -> newProgress(a)));
    Set<ArrayDigest> unknownArrays = new HashSet<>();
    arraysOf(plan).stream()
        .filter(a -> !a.looked())
        .forEach(a -> unknownArrays.add(a.array().digest()));
    Set<UnitDigest> unknownUnits = new HashSet<>();
    analysesOf(plan).stream()
        .filter(a -> !a.looked())
        .forEach(a -> unknownUnits.add(a.analysis().unit().id()));
    return new StoreLook.Question(unknownArrays, unknownUnits);
  }

  private AnalysisProgress newProgress(PlannedAnalysis analysis) {
    return new AnalysisProgress(
        analysis,
        analysis.arrays().stream().map(a -> Objects.requireNonNull(arrays.get(a))).toList());
  }

  List<ArrayProgress> arraysOf(SweepPlan plan) {
    return plan.arrays().stream().map(a -> Objects.requireNonNull(arrays.get(a.digest()))).toList();
  }

  List<AnalysisProgress> analysesOf(SweepPlan plan) {
    return plan.analyses().stream()
        .map(a -> Objects.requireNonNull(analyses.get(a.unit().id())))
        .toList();
  }

  Optional<ArrayProgress> array(ArrayDigest digest) {
    return Optional.ofNullable(arrays.get(digest));
  }

  Optional<AnalysisProgress> analysis(UnitDigest unit) {
    return Optional.ofNullable(analyses.get(unit));
  }

  Stream<AnalysisProgress> analyses() {
    return analyses.values().stream();
  }

  /// What the store was found to hold.
  ///
  /// @return the arrays and units of which something was news
  Touched found(StoreLook.Found found) {
    Touched touched = new Touched();
    found
        .batches()
        .forEach(
            (digest, batches) ->
                array(digest)
                    .ifPresent(
                        array -> {
                          array.found(batches);
                          touched.arrays.add(array);
                        }));
    found
        .units()
        .forEach(
            (id, stored) ->
                analysis(id)
                    .ifPresent(
                        unit -> {
                          unit.found(stored);
                          touched.units.add(unit);
                        }));
    found.faults().forEach(fault -> on(fault, touched));
    return touched;
  }

  /// News of a worker. What no sweep here waits for is passed over.
  Touched on(Event event) {
    Touched touched = new Touched();
    on(event, touched);
    return touched;
  }

  private void on(Event event, Touched touched) {
    switch (event) {
      case Event.BatchStored e ->
          array(e.array())
              .filter(array -> array.stored(e.batch(), e.reused()))
              .ifPresent(touched.arrays::add);
      case Event.BatchFailed e ->
          array(e.array())
              .filter(a -> a.failed(e.batch(), fault(a.array(), e.batch(), e.fault(), e.cause())))
              .ifPresent(touched.arrays::add);
      case Event.ScoresStored e ->
          analysis(e.unit()).filter(AnalysisProgress::stored).ifPresent(touched.units::add);
      case Event.AnalysisFailed e ->
          analysis(e.unit())
              .filter(a -> a.failed(fault(a.analysis(), e.fault(), e.cause())))
              .ifPresent(touched.units::add);
      case Event.BatchWithdrawn e -> {}
      case Event.AnalysisWithdrawn e -> {}
      case Event.SweepWished e -> {}
    }
  }

  /// What has changed.
  static final class Touched {
    private final Set<ArrayProgress> arrays = new LinkedHashSet<>();
    private final Set<AnalysisProgress> units = new LinkedHashSet<>();

    /// The analysis units that could be ready, or without hope, now.
    Set<AnalysisProgress> concerned() {
      Set<AnalysisProgress> concerned = new LinkedHashSet<>(units);
      arrays.stream().filter(ArrayProgress::settled).forEach(a -> concerned.addAll(a.users()));
      return concerned;
    }

    /// The sweeps that look different now.
    Set<SweepRun> runs(Set<AnalysisProgress> concerned) {
      Set<SweepRun> runs = new LinkedHashSet<>();
      arrays.forEach(a -> runs.addAll(a.runs()));
      concerned.forEach(a -> runs.addAll(a.runs()));
      return runs;
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
