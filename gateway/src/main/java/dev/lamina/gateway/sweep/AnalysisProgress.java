package dev.lamina.gateway.sweep;

import dev.lamina.gateway.plan.PlannedAnalysis;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where one analysis unit stands. Shared by all sweeps that need it.
final class AnalysisProgress {

  private enum Step {
    WAITING,
    OUT,
    STORED,
    FAILED
  }

  private final PlannedAnalysis analysis;
  private final List<ArrayProgress> needed;
  private final Set<SweepRun> runs = new LinkedHashSet<>();
  private Step step = Step.WAITING;
  private boolean looked;
  private Optional<SweepStatus.UnitFault> fault = Optional.empty();

  AnalysisProgress(PlannedAnalysis analysis, List<ArrayProgress> needed) {
    this.analysis = analysis;
    this.needed = List.copyOf(needed);
    needed.forEach(array -> array.users().add(this));
  }

  PlannedAnalysis analysis() {
    return analysis;
  }

  /// The sweeps that show it, finished and cancelled ones among them.
  Set<SweepRun> runs() {
    return runs;
  }

  boolean wanted() {
    return runs.stream().anyMatch(run -> !run.ended());
  }

  /// Whether it is known if the store holds its scores.
  boolean looked() {
    return looked;
  }

  void found(boolean inStore) {
    looked = true;
    if (inStore) {
      stored();
    }
  }

  /// Whether it could be released: it waits, and all that it needs is stored.
  boolean ready() {
    return step == Step.WAITING
        && needed.stream().allMatch(array -> array.settled() && array.failures().isEmpty());
  }

  /// Whether all that it needs is stored or given up.
  boolean fed() {
    return needed.stream().allMatch(ArrayProgress::settled);
  }

  /// What it needs and will not get; empty as long as something is still to come.
  Optional<SweepStatus.UnitFault> missing() {
    if (step != Step.WAITING || !fed()) {
      return Optional.empty();
    }
    return needed.stream().flatMap(array -> array.failures().values().stream()).findFirst();
  }

  boolean isStored() {
    return step == Step.STORED;
  }

  boolean settled() {
    return step == Step.STORED || step == Step.FAILED;
  }

  Optional<SweepStatus.UnitFault> fault() {
    return fault;
  }

  void released() {
    if (step == Step.WAITING) {
      step = Step.OUT;
    }
  }

  boolean stored() {
    boolean news = step != Step.STORED;
    step = Step.STORED;
    fault = Optional.empty();
    return news;
  }

  boolean failed(SweepStatus.UnitFault cause) {
    if (settled()) {
      return false;
    }
    step = Step.FAILED;
    fault = Optional.of(cause);
    return true;
  }

  /// It is not out any more, and may be released again.
  void notOut() {
    if (step == Step.OUT) {
      step = Step.WAITING;
    }
  }

  void tryAgain() {
    if (step == Step.FAILED) {
      step = Step.WAITING;
      fault = Optional.empty();
    }
  }
}
