package dev.lamina.gateway.sweep;

import dev.lamina.contract.Event;
import dev.lamina.gateway.plan.SweepPlan;
import dev.lamina.gateway.sweep.SweepStatus.UnitFault;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Brings plans, stored objects and news together, at every replica alike: how far each sweep is,
/// and what could be released. All it knows can be rebuilt from the store.
///
/// Methods take one lock, and none of them waits for a server.
public final class Coordinator {

  private final Consumer<String> poolOpened;
  private final Runnable wake;

  /// The lock of all that follows.
  private final Ledger ledger = new Ledger();

  private final Dispatch dispatch = new Dispatch(ledger);
  private final Map<String, SweepRun> runs = new LinkedHashMap<>();

  /// @param poolOpened is told each pool that a sweep asks for, once
  /// @param wake is told when something may be released, or withdrawn
  public Coordinator(Consumer<String> poolOpened, Runnable wake) {
    this.poolOpened = poolOpened;
    this.wake = wake;
  }

  /// Something may be due.
  public void wake() {
    wake.run();
  }

  /// For who leads.
  public Dispatch dispatch() {
    return dispatch;
  }

  /// Follows from now on what the plan needs, before the store is asked, so that nothing is
  /// missed in between.
  ///
  /// @return what to ask the store before the sweep is started
  public StoreLook.Question enter(SweepPlan plan) {
    synchronized (ledger) {
      return ledger.enter(plan);
    }
  }

  /// What the store holds.
  public void found(StoreLook.Found found) {
    synchronized (ledger) {
      Ledger.Touched touched = ledger.found(found);
      dispatch.dropEnded();
      settle(touched);
    }
    wake.run();
  }

  /// What is stored of a plan that was entered.
  public SweepStock stock(SweepPlan plan) {
    synchronized (ledger) {
      return SweepRun.stock(ledger.arraysOf(plan), ledger.analysesOf(plan));
    }
  }

  /// Starts a sweep that was entered, or tries again what it gave up before. A wish that is
  /// known, or older than one that is, changes nothing.
  ///
  /// @param number of the wish
  /// @param found what the store was found to hold since the sweep was entered; faults among it
  ///     are of this wish, all known before are of older ones
  public SweepStatus start(
      SweepPlan plan, Instant submitted, int number, SweepWish wish, StoreLook.Found found) {
    List<String> opened = List.of();
    SweepStatus status;
    synchronized (ledger) {
      SweepRun run = runs.get(plan.id());
      boolean news = run == null || run.number() < number;
      if (run == null || news) {
        run = newRun(plan, submitted, number, wish);
      }
      Ledger.Touched touched = ledger.found(found);
      dispatch.dropEnded();
      if (news) {
        opened = dispatch.enter(run);
        settle(run.analyses());
        changed(run);
      }
      settle(touched);
      status = run.status();
    }
    opened.forEach(poolOpened);
    wake.run();
    return status;
  }

  /// Shows a sweep that was cancelled before, without starting it.
  public void restoreCancelled(SweepPlan plan, Instant submitted, int number, SweepWish wish) {
    synchronized (ledger) {
      newRun(plan, submitted, number, wish).cancel();
    }
  }

  private SweepRun newRun(SweepPlan plan, Instant submitted, int number, SweepWish wish) {
    ledger.enter(plan);
    plan.arrays().forEach(a -> ledger.array(a.digest()).ifPresent(p -> p.planAgain(a)));
    List<AnalysisProgress> analyses = ledger.analysesOf(plan);
    analyses.forEach(AnalysisProgress::tryAgain);
    SweepRun run = new SweepRun(plan, submitted, number, wish, ledger.arraysOf(plan), analyses);
    Optional.ofNullable(runs.put(plan.id(), run)).ifPresent(SweepRun::leave);
    run.enter();
    return run;
  }

  /// Releases no more of what no other sweep waits for, and withdraws what is out of it.
  public Optional<SweepStatus> cancel(String id) {
    Optional<SweepStatus> status;
    synchronized (ledger) {
      Optional<SweepRun> run = Optional.ofNullable(runs.get(id));
      run.filter(r -> !r.ended())
          .ifPresent(
              r -> {
                r.cancel();
                dispatch.leave(r);
              });
      status = run.map(SweepRun::status);
    }
    wake.run();
    return status;
  }

  public Optional<SweepStatus> status(String id) {
    synchronized (ledger) {
      return Optional.ofNullable(runs.get(id)).map(SweepRun::status);
    }
  }

  public Optional<SweepState> state(String id) {
    synchronized (ledger) {
      return Optional.ofNullable(runs.get(id)).map(SweepRun::state);
    }
  }

  public Optional<Long> revision(String id) {
    synchronized (ledger) {
      return Optional.ofNullable(runs.get(id)).map(SweepRun::revision);
    }
  }

  public Optional<SweepPlan> plan(String id) {
    synchronized (ledger) {
      return Optional.ofNullable(runs.get(id)).map(SweepRun::plan);
    }
  }

  /// Newest first.
  public List<SweepStatus> all() {
    synchronized (ledger) {
      return runs.values().stream()
          .map(SweepRun::status)
          .sorted(Comparator.comparing(SweepStatus::submitted).reversed())
          .toList();
    }
  }

  /// Units of a pool that are planned, not stored and not given up.
  public int backlog(String pool) {
    synchronized (ledger) {
      return dispatch.backlog(pool);
    }
  }

  /// News of a worker. What no sweep here waits for is passed over.
  public void on(Event event) {
    synchronized (ledger) {
      Ledger.Touched touched = ledger.on(event);
      dispatch.on(event);
      settle(touched);
    }
    wake.run();
  }

  /// What of the sweeps under way is worth asking the store for, in case that news got lost: all
  /// that is out, and of the rest what seems nearest to its end.
  ///
  /// @param most arrays, and most units
  public StoreLook.Question doubts(int most) {
    synchronized (ledger) {
      Set<ArrayProgress> arrays = new HashSet<>(dispatch.underWay());
      Set<AnalysisProgress> units = new HashSet<>();
      List<SweepRun> active = runs.values().stream().filter(r -> !r.ended()).toList();
      active.stream()
          .flatMap(run -> run.arrays().stream())
          .filter(array -> !array.settled())
          .sorted(Comparator.comparing((ArrayProgress a) -> a.storedCount() == 0))
          .limit(most)
          .forEach(arrays::add);
      active.stream()
          .flatMap(run -> run.analyses().stream())
          .filter(unit -> !unit.settled() && unit.fed())
          .limit(most)
          .forEach(units::add);
      return new StoreLook.Question(
          arrays.stream().map(a -> a.array().digest()).collect(Collectors.toSet()),
          units.stream().map(a -> a.analysis().unit().id()).collect(Collectors.toSet()));
    }
  }

  private void settle(Ledger.Touched touched) {
    Set<AnalysisProgress> concerned = touched.concerned();
    settle(concerned);
    touched.runs(concerned).forEach(this::changed);
  }

  /// Releases what is ready, and gives up what is without hope.
  private void settle(Collection<AnalysisProgress> concerned) {
    for (AnalysisProgress unit : concerned) {
      unit.missing()
          .ifPresent(
              missing ->
                  unit.failed(
                      new UnitFault(
                          missing.fault(),
                          "analysis of " + unit.analysis().task(),
                          "no activations: " + missing.what() + " was given up")));
      if (unit.ready()) {
        dispatch.ready(unit);
      }
    }
  }

  private void changed(SweepRun run) {
    run.changed();
    if (run.ended()) {
      dispatch.leave(run);
    }
  }
}
