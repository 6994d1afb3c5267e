package dev.lamina.gateway;

import dev.lamina.contract.FaultException;
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
import dev.lamina.gateway.sweep.SweepArchive;
import dev.lamina.gateway.sweep.SweepRecord;
import dev.lamina.gateway.sweep.SweepState;
import dev.lamina.gateway.sweep.SweepStatus;
import dev.lamina.metrics.Measures;
import dev.lamina.tensor.Activations;
import dev.lamina.tensor.ObjectStore;
import dev.lamina.tensor.ScoreStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The gateway's one door: everything that the API and the command line ask for.
public final class Sweeps {

  private static final Logger LOG = Logger.getLogger(Sweeps.class);

  private final SweepArchive archive;
  private final Coordinator coordinator;
  private final Activations activations;
  private final ScoreStore scores;

  public Sweeps(ObjectStore store, SweepArchive archive, Coordinator coordinator) {
    this.archive = archive;
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
    SweepPlan plan = plan(resolution);
    Instant submitted = archive.keep(plan, resolution.rows());
    archive.unmarkCancelled(plan.id());
    return coordinator.submit(plan, submitted);
  }

  public PlanPreview preview(Resolution resolution) {
    return PlanPreview.of(plan(resolution), activations, scores);
  }

  public Optional<SweepStatus> cancel(String id) {
    Optional<SweepStatus> status = coordinator.cancel(id);
    status
        .filter(s -> s.state() == SweepState.CANCELLED)
        .ifPresent(s -> archive.markCancelled(s.id()));
    return status;
  }

  public List<SweepStatus> all() {
    return coordinator.all();
  }

  public Optional<SweepStatus> status(String id) {
    return coordinator.status(id);
  }

  public Optional<Long> revision(String id) {
    return coordinator.revision(id);
  }

  public int backlog(String pool) {
    return coordinator.backlog(pool);
  }

  public Optional<SweepScores> scores(String id) {
    return coordinator.plan(id).map(plan -> SweepScores.read(plan, scores));
  }

  public Optional<Findings> findings(String id) {
    return coordinator
        .plan(id)
        .map(plan -> FindingsBuilder.build(plan, SweepScores.read(plan, scores).cells()));
  }

  public Optional<Manifest> manifest(String id) {
    return coordinator
        .plan(id)
        .flatMap(
            plan ->
                coordinator
                    .status(id)
                    .map(
                        status ->
                            Manifest.of(
                                plan, status, SweepScores.read(plan, scores), activations)));
  }

  /// Takes up the sweeps that the store holds: finished ones are shown, others go on.
  public void resumeStored() {
    for (String id : archive.ids()) {
      try {
        archive.read(id).ifPresent(record -> resume(id, record));
      } catch (FaultException e) {
        LOG.warnf("Sweep %s cannot be taken up: %s", id, e.getMessage());
      }
    }
  }

  private void resume(String id, SweepRecord record) {
    SweepPlan plan = Planner.plan(record.sweep(), record.kernels());
    if (!plan.id().equals(id) || !record.kernels().equals(Measures.KERNELS)) {
      LOG.infof("Sweep %s was planned by another version; submit it again to see it", id);
      return;
    }
    if (archive.isCancelled(id)) {
      coordinator.restoreCancelled(plan, record.submittedAt());
    } else {
      coordinator.submit(plan, record.submittedAt());
    }
  }
}
