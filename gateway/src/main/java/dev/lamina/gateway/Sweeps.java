package dev.lamina.gateway;

import dev.lamina.gateway.findings.Findings;
import dev.lamina.gateway.findings.FindingsBuilder;
import dev.lamina.gateway.plan.PlanPreview;
import dev.lamina.gateway.plan.Planner;
import dev.lamina.gateway.plan.SweepPlan;
import dev.lamina.gateway.report.Manifest;
import dev.lamina.gateway.scores.SweepScores;
import dev.lamina.gateway.source.Sources;
import dev.lamina.gateway.source.SweepResolver;
import dev.lamina.gateway.source.SweepResolver.Resolution;
import dev.lamina.gateway.spec.SpecException;
import dev.lamina.gateway.spec.SpecFaults;
import dev.lamina.gateway.spec.SpecReader;
import dev.lamina.gateway.spec.SweepSpec;
import dev.lamina.gateway.sweep.Coordinator;
import dev.lamina.gateway.sweep.SweepState;
import dev.lamina.gateway.sweep.SweepStatus;
import dev.lamina.metrics.Measures;
import dev.lamina.tensor.Activations;
import dev.lamina.tensor.ObjectStore;
import dev.lamina.tensor.ScoreStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The gateway's one door: everything that the API and the command line ask for.
public final class Sweeps {

  private final SweepWishes wishes;
  private final Coordinator coordinator;
  private final Activations activations;
  private final ScoreStore scores;

  public Sweeps(ObjectStore store, SweepWishes wishes, Coordinator coordinator) {
    this.wishes = wishes;
    this.coordinator = coordinator;
    this.activations = new Activations(store);
    this.scores = new ScoreStore(store);
  }

  /// Reads a spec and finds all that it names; runs and keeps nothing.
  public static Resolution resolve(byte[] bytes, Sources sources) throws SpecException {
    SpecFaults faults = new SpecFaults();
    Optional<SweepSpec> spec = SpecReader.read(bytes, Measures.names(), faults);
    if (spec.isEmpty()) {
      faults.refuse();
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    return SweepResolver.resolve(spec.orElseThrow(), text, sources, faults);
  }

  public static SweepPlan plan(Resolution resolution) {
    return Planner.plan(resolution.sweep(), Measures.KERNELS);
  }

  /// Keeps the sweep and starts it. The same content again is the same sweep.
  public SweepStatus submit(Resolution resolution) {
    return wishes.submit(plan(resolution), resolution.rows());
  }

  public PlanPreview preview(Resolution resolution) {
    return PlanPreview.of(plan(resolution), activations, scores);
  }

  public Optional<SweepStatus> cancel(String id) {
    return wishes.cancel(id);
  }

  public List<SweepStatus> all() {
    return coordinator.all();
  }

  public Optional<SweepStatus> status(String id) {
    learn(id);
    return coordinator.status(id);
  }

  /// A sweep that was submitted at another gateway a moment ago is there for who asks here; and
  /// one that was submitted again does not look ended.
  private void learn(String id) {
    Optional<SweepState> state = coordinator.state(id);
    if (state.isEmpty() || (state.get().isFinal() && state.get() != SweepState.SUCCEEDED)) {
      wishes.catchUp(id);
    }
  }

  private Optional<SweepPlan> known(String id) {
    learn(id);
    return coordinator.plan(id);
  }

  public Optional<SweepState> state(String id) {
    return coordinator.state(id);
  }

  public Optional<Long> revision(String id) {
    return coordinator.revision(id);
  }

  public int backlog(String pool) {
    return coordinator.backlog(pool);
  }

  public Optional<SweepScores> scores(String id) {
    return known(id).map(plan -> SweepScores.read(plan, scores));
  }

  public Optional<Findings> findings(String id) {
    return known(id)
        .map(plan -> FindingsBuilder.build(plan, SweepScores.read(plan, scores).cells()));
  }

  public Optional<Manifest> manifest(String id) {
    return known(id)
        .flatMap(
            plan ->
                coordinator
                    .status(id)
                    .map(
                        status ->
                            Manifest.of(
                                plan, status, SweepScores.read(plan, scores), activations)));
  }
}
