package dev.lamina.gateway.sweep;

import dev.lamina.gateway.plan.PlannedArray;
import dev.lamina.gateway.plan.ResolvedModel;
import dev.lamina.gateway.plan.SweepPlan;
import dev.lamina.gateway.sweep.SweepStatus.Progress;
import dev.lamina.gateway.sweep.SweepStatus.Stage;
import dev.lamina.gateway.sweep.SweepStatus.UnitFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One sweep under way, as a view on the progress of its arrays and analysis units.
final class SweepRun {

  private final SweepPlan plan;
  private final Instant submitted;
  private final int number;
  private final SweepWish wish;
  private final List<ArrayProgress> arrays;
  private final List<AnalysisProgress> analyses;
  private final int foundAtFirst;

  private Optional<End> end = Optional.empty();
  private boolean cancelled;
  private long revision;

  /// The final state, and when it was reached.
  private record End(SweepState state, Instant at) {}

  /// @param number of the wish to run it
  SweepRun(
      SweepPlan plan,
      Instant submitted,
      int number,
      SweepWish wish,
      List<ArrayProgress> arrays,
      List<AnalysisProgress> analyses) {
    this.plan = plan;
    this.submitted = submitted;
    this.number = number;
    this.wish = wish;
    this.arrays = List.copyOf(arrays);
    this.analyses = List.copyOf(analyses);
    this.foundAtFirst = foundCount();
  }

  /// The number of the wish that made it run.
  int number() {
    return number;
  }

  /// Its arrays and units know it from now on.
  void enter() {
    arrays.forEach(array -> array.runs().add(this));
    analyses.forEach(unit -> unit.runs().add(this));
  }

  /// A newer run of the same sweep takes its place.
  void leave() {
    arrays.forEach(array -> array.runs().remove(this));
    analyses.forEach(unit -> unit.runs().remove(this));
  }

  SweepPlan plan() {
    return plan;
  }

  List<ArrayProgress> arrays() {
    return arrays;
  }

  List<AnalysisProgress> analyses() {
    return analyses;
  }

  /// Grows with every change that a reader could see.
  long revision() {
    return revision;
  }

  void changed() {
    if (end.isPresent()) {
      return;
    }
    revision++;
    SweepState now = state();
    if (now.isFinal()) {
      end = Optional.of(new End(now, Instant.now()));
    }
  }

  void cancel() {
    cancelled = true;
    changed();
  }

  /// Whether its state is final.
  boolean ended() {
    return end.isPresent();
  }

  /// A final state stays, also when another sweep mends a unit that both need.
  SweepState state() {
    return end.map(End::state).orElseGet(this::stateNow);
  }

  private SweepState stateNow() {
    long failed = analyses.stream().filter(a -> a.fault().isPresent()).count();
    if (analyses.stream().allMatch(AnalysisProgress::settled)) {
      if (failed == 0) {
        return SweepState.SUCCEEDED;
      }
      return failed == analyses.size() ? SweepState.FAILED : SweepState.PARTIAL;
    }
    return cancelled ? SweepState.CANCELLED : SweepState.RUNNING;
  }

  SweepStatus status() {
    SweepState state = state();
    var sweep = plan.sweep();
    return new SweepStatus(
        plan.id(),
        sweep.name(),
        state,
        submitted,
        wish.instant(),
        end.map(End::at),
        progress(),
        state.isFinal() ? Optional.empty() : eta(),
        state.isFinal() ? Optional.empty() : waiting(),
        faults(),
        sweep.comparisons(),
        sweep.tasks().stream()
            .map(t -> new SweepStatus.Task(t.name(), t.cluster(), t.seen()))
            .toList(),
        sweep.measures(),
        sweep.models().stream().mapToInt(ResolvedModel::layers).max().orElse(0));
  }

  private Progress progress() {
    int failedBatches = arrays.stream().mapToInt(a -> a.failures().size()).sum();
    int failedAnalyses = (int) analyses.stream().filter(a -> a.fault().isPresent()).count();
    return new Progress(
        new Stage(
            plan.batches(), storedCount(), Math.min(reusedCount(), storedCount()), failedBatches),
        new Stage(analyses.size(), scoredCount(), wish.unitsStored(), failedAnalyses));
  }

  private int reusedCount() {
    return wish.batchesStored() + foundCount() - foundAtFirst;
  }

  private int foundCount() {
    return arrays.stream().mapToInt(ArrayProgress::storedByOthers).sum();
  }

  private int storedCount() {
    return arrays.stream().mapToInt(ArrayProgress::storedCount).sum();
  }

  private int scoredCount() {
    return (int) analyses.stream().filter(AnalysisProgress::isStored).count();
  }

  private double flopsLeft() {
    return stock(arrays, analyses).flopsLeft();
  }

  /// What of these is stored.
  static SweepStock stock(List<ArrayProgress> arrays, List<AnalysisProgress> analyses) {
    double flopsLeft =
        arrays.stream()
            .mapToDouble(
                a -> {
                  PlannedArray array = a.array();
                  int batches = array.shape().batches() - a.storedCount();
                  return array.flopsPerRow() * array.shape().batchRows() * batches;
                })
            .sum();
    return new SweepStock(
        arrays.stream().mapToInt(ArrayProgress::storedCount).sum(),
        (int) analyses.stream().filter(AnalysisProgress::isStored).count(),
        flopsLeft);
  }

  private Optional<Double> eta() {
    double left = flopsLeft();
    double done = wish.flopsLeft() - left;
    double seconds = Duration.between(wish.instant(), Instant.now()).toMillis() / 1000.0;
    return done <= 0 ? Optional.empty() : Optional.of(seconds * left / done);
  }

  private Optional<String> waiting() {
    int batches = plan.batches() - storedCount();
    long out = arrays.stream().mapToInt(ArrayProgress::outCount).sum();
    if (batches > 0) {
      String wait = batches + " batches are not stored yet";
      // Only the gateway that leads knows what is out.
      return Optional.of(out == 0 ? wait : wait + "; " + out + " are released to extractors");
    }
    long units = analyses.stream().filter(a -> !a.settled()).count();
    return Optional.of(units + " analysis units are not done yet");
  }

  private List<UnitFault> faults() {
    return Stream.concat(
            arrays.stream().flatMap(a -> a.failures().values().stream()),
            analyses.stream().flatMap(a -> a.fault().stream()))
        .toList();
  }
}
