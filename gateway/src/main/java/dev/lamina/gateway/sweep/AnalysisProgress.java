package dev.lamina.gateway.sweep;

import dev.lamina.gateway.plan.PlannedAnalysis;
import java.util.Optional;

/// Where one analysis unit stands. Shared by all sweeps that need it.
final class AnalysisProgress {

  private enum Step {
    WAITING,
    OUT,
    STORED,
    FAILED
  }

  private final PlannedAnalysis analysis;
  private Step step;
  private Optional<SweepStatus.UnitFault> fault = Optional.empty();

  AnalysisProgress(PlannedAnalysis analysis, boolean stored) {
    this.analysis = analysis;
    this.step = stored ? Step.STORED : Step.WAITING;
  }

  PlannedAnalysis analysis() {
    return analysis;
  }

  boolean waits() {
    return step == Step.WAITING;
  }

  boolean isOut() {
    return step == Step.OUT;
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
    step = Step.OUT;
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

  void releaseAgain() {
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
