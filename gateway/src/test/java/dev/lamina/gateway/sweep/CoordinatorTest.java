package dev.lamina.gateway.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.contract.AnalysisUnit;
import dev.lamina.contract.Digest;
import dev.lamina.contract.Event;
import dev.lamina.contract.ExtractionUnit;
import dev.lamina.contract.Fault;
import dev.lamina.contract.ModelDigest;
import dev.lamina.contract.ModelRef;
import dev.lamina.contract.RowsDigest;
import dev.lamina.contract.Topics;
import dev.lamina.contract.UnitScores;
import dev.lamina.contract.Wire;
import dev.lamina.gateway.plan.Planner;
import dev.lamina.gateway.plan.ResolvedModel;
import dev.lamina.gateway.plan.ResolvedSweep;
import dev.lamina.gateway.plan.ResolvedTask;
import dev.lamina.gateway.plan.SweepPlan;
import dev.lamina.gateway.spec.SweepSpec.Comparison;
import dev.lamina.queue.InProcessWorkQueues;
import dev.lamina.queue.Lease;
import dev.lamina.queue.UnitReceiver;
import dev.lamina.tensor.Activations;
import dev.lamina.tensor.FolderStore;
import dev.lamina.tensor.ScoreStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The coordinator with real queues and a real store; the test is the worker.
class CoordinatorTest {

  private static final Comparison PAIR = new Comparison("base", "tuned");
  private static final int WINDOW = 4;

  private final InProcessWorkQueues queues = new InProcessWorkQueues();
  private FolderStore store;
  private Activations activations;
  private ScoreStore scores;
  private Coordinator coordinator;

  @BeforeEach
  void start(@TempDir Path folder) {
    store = FolderStore.at(folder);
    activations = new Activations(store);
    scores = new ScoreStore(store);
    coordinator = new Coordinator(queues, activations, scores, WINDOW, pool -> {});
  }

  @AfterEach
  void stop() throws Exception {
    queues.close();
    store.close();
  }

  /// A plan with two models and several batches per array.
  private static SweepPlan plan(String name, int tasks) {
    List<ResolvedTask> all =
        IntStream.range(0, tasks)
            .mapToObj(
                i ->
                    new ResolvedTask(
                        name + i,
                        "cluster",
                        true,
                        new RowsDigest(Digest.of("rows").with("task", name + i).hex()),
                        6,
                        600,
                        List.of(new ResolvedTask.Pair(PAIR, "base", "tuned"))))
            .toList();
    return Planner.plan(
        new ResolvedSweep(
            name,
            List.of(model("base"), model("tuned")),
            all,
            List.of(PAIR),
            "cls",
            64,
            "truncate",
            "float32",
            List.of(),
            List.of("cka"),
            ""),
        "1");
  }

  private static ResolvedModel model(String name) {
    return new ResolvedModel(
        name,
        ModelRef.of(
            new ModelRef.Part(
                new ModelDigest(Digest.of("model").with("name", name).hex()), "file:/" + name)),
        2,
        3,
        64,
        5_000_000_000L,
        "there",
        "default",
        List.of());
  }

  /// What a worker would find in the queue now.
  private List<ExtractionUnit> taken() throws InterruptedException {
    List<ExtractionUnit> units = new ArrayList<>();
    try (UnitReceiver receiver = queues.receive(Topics.extraction("default"))) {
      for (Optional<Lease> lease = receiver.take(Duration.ZERO);
          lease.isPresent();
          lease = receiver.take(Duration.ZERO)) {
        units.add(Wire.decode(lease.get().unit(), ExtractionUnit.class));
        lease.get().done();
      }
    }
    return units;
  }

  private void extract(ExtractionUnit unit) {
    List<String> ids = IntStream.range(0, unit.shape().rows()).mapToObj(i -> "r" + i).toList();
    activations.declare(unit.array(), unit.shape(), ids, Map.of());
    int values =
        unit.shape().layers() * unit.shape().rowsOf(unit.batch()) * unit.shape().features();
    activations.store(unit.array(), unit.shape(), unit.batch(), new float[values], List.of());
    coordinator.on(new Event.BatchStored(unit.array(), unit.batch(), false));
  }

  private void extractAll() throws InterruptedException {
    for (List<ExtractionUnit> units = taken(); !units.isEmpty(); units = taken()) {
      units.forEach(this::extract);
    }
  }

  private void analyseAll() throws InterruptedException {
    try (UnitReceiver receiver = queues.receive(Topics.ANALYSIS)) {
      for (Optional<Lease> lease = receiver.take(Duration.ZERO);
          lease.isPresent();
          lease = receiver.take(Duration.ZERO)) {
        AnalysisUnit unit = Wire.decode(lease.get().unit(), AnalysisUnit.class);
        scores.store(new UnitScores(unit.id(), List.of()));
        lease.get().done();
        coordinator.on(new Event.ScoresStored(unit.id(), false));
      }
    }
  }

  private SweepStatus status(SweepPlan plan) {
    return coordinator.status(plan.id()).orElseThrow();
  }

  @Test
  void aSweepGoesFromBatchesToScores() throws InterruptedException {
    SweepPlan plan = plan("a", 2);

    assertThat(coordinator.submit(plan, Instant.now()).state()).isEqualTo(SweepState.RUNNING);
    extractAll();
    analyseAll();

    SweepStatus status = status(plan);
    assertThat(status.state()).isEqualTo(SweepState.SUCCEEDED);
    assertThat(status.finished()).isPresent();
    assertThat(status.progress().extraction().done()).isEqualTo(plan.batches());
    assertThat(status.progress().extraction().reused()).isZero();
  }

  @Test
  void noMoreIsOutThanTheWindowHolds() throws InterruptedException {
    SweepPlan plan = plan("a", 3);
    assertThat(plan.batches()).isGreaterThan(WINDOW);

    coordinator.submit(plan, Instant.now());

    assertThat(taken()).hasSize(WINDOW);
    assertThat(coordinator.backlog("default")).isEqualTo(plan.batches());
  }

  @Test
  void whatIsStoredIsNotExtractedAgain() throws InterruptedException {
    SweepPlan plan = plan("a", 2);
    coordinator.submit(plan, Instant.now());
    extractAll();
    analyseAll();
    Coordinator restarted = new Coordinator(queues, activations, scores, WINDOW, pool -> {});

    SweepStatus status = restarted.submit(plan, Instant.now());

    assertThat(status.state()).isEqualTo(SweepState.SUCCEEDED);
    assertThat(status.progress().extraction().reused()).isEqualTo(plan.batches());
    assertThat(taken()).isEmpty();
  }

  @Test
  void whatAnotherRunStoredMeanwhileCountsAsReused() throws InterruptedException {
    SweepPlan plan = plan("a", 1);
    coordinator.submit(plan, Instant.now());
    ExtractionUnit unit = taken().getFirst();

    coordinator.on(new Event.BatchStored(unit.array(), unit.batch(), true));

    assertThat(status(plan).progress().extraction().done()).isEqualTo(1);
    assertThat(status(plan).progress().extraction().reused()).isEqualTo(1);
  }

  @Test
  void aUnitThatTwoSweepsNeedIsReleasedOnce() throws InterruptedException {
    SweepPlan one = plan("a", 1);
    SweepPlan same =
        new SweepPlan("other", one.sweep(), "1", one.arrays(), one.pairs(), one.analyses());
    coordinator.submit(one, Instant.now());

    coordinator.submit(same, Instant.now());
    List<ExtractionUnit> units = taken();

    assertThat(units).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(WINDOW);
    units.forEach(this::extract);
    extractAll();
    analyseAll();
    assertThat(status(one).state()).isEqualTo(SweepState.SUCCEEDED);
    assertThat(status(same).state()).isEqualTo(SweepState.SUCCEEDED);
  }

  @Test
  void aSmallSweepStartsBehindAHugeOne() throws InterruptedException {
    SweepPlan huge = plan("huge", 20);
    SweepPlan small = plan("small", 1);
    coordinator.submit(huge, Instant.now());
    coordinator.submit(small, Instant.now());

    taken().forEach(this::extract);
    List<ExtractionUnit> next = taken();

    assertThat(next)
        .anyMatch(unit -> small.arrays().stream().anyMatch(a -> a.digest().equals(unit.array())));
  }

  @Test
  void aFailedBatchFailsOnlyWhatNeedsIt() throws InterruptedException {
    SweepPlan plan = plan("a", 2);
    coordinator.submit(plan, Instant.now());
    List<ExtractionUnit> units = taken();
    ExtractionUnit bad = units.getFirst();

    coordinator.on(new Event.BatchFailed(bad.array(), bad.batch(), Fault.MODEL_INVALID, "broken"));
    units.stream().skip(1).forEach(this::extract);
    extractAll();
    analyseAll();

    SweepStatus status = status(plan);
    assertThat(status.state()).isEqualTo(SweepState.PARTIAL);
    assertThat(status.faults()).hasSize(2).allMatch(f -> f.fault().equals("model-invalid"));
  }

  @Test
  void anotherSubmissionTriesWhatFailed() throws InterruptedException {
    SweepPlan plan = plan("a", 1);
    coordinator.submit(plan, Instant.now());
    for (List<ExtractionUnit> units = taken(); !units.isEmpty(); units = taken()) {
      for (ExtractionUnit unit : units) {
        coordinator.on(new Event.BatchFailed(unit.array(), unit.batch(), Fault.INTERNAL, "flaky"));
      }
    }
    assertThat(status(plan).state()).isEqualTo(SweepState.FAILED);

    coordinator.submit(plan, Instant.now());
    extractAll();
    analyseAll();

    assertThat(status(plan).state()).isEqualTo(SweepState.SUCCEEDED);
  }

  @Test
  void lostNewsIsFoundInTheStore() throws InterruptedException {
    SweepPlan plan = plan("a", 1);
    Coordinator other = new Coordinator(queues, activations, scores, WINDOW, pool -> {});
    other.submit(plan, Instant.now());
    coordinator.submit(plan, Instant.now());
    extractAll();
    analyseAll();

    other.reconcile();

    assertThat(other.status(plan.id()).orElseThrow().state()).isEqualTo(SweepState.SUCCEEDED);
  }

  @Test
  void unitsThatGotLostAreReleasedAgain() throws InterruptedException {
    SweepPlan plan = plan("a", 1);
    coordinator.submit(plan, Instant.now());
    List<ExtractionUnit> lost = taken();

    coordinator.reconcile();

    assertThat(taken()).containsExactlyElementsOf(lost);
  }

  @Test
  void doubledAndForeignNewsChangesNothing() throws InterruptedException {
    SweepPlan plan = plan("a", 1);
    coordinator.submit(plan, Instant.now());
    ExtractionUnit unit = taken().getFirst();
    extract(unit);
    SweepStatus before = status(plan);

    coordinator.on(new Event.BatchStored(unit.array(), unit.batch(), false));
    coordinator.on(new Event.BatchFailed(unit.array(), unit.batch(), Fault.INTERNAL, "late"));
    SweepPlan foreign = plan("foreign", 1);
    coordinator.on(new Event.BatchStored(foreign.arrays().getFirst().digest(), 0, false));

    assertThat(status(plan).progress()).isEqualTo(before.progress());
    assertThat(status(plan).faults()).isEmpty();
  }

  @Test
  void aCancelledSweepStaysCancelledAfterARestart() throws InterruptedException {
    SweepPlan plan = plan("a", 2);
    Coordinator restarted = new Coordinator(queues, activations, scores, WINDOW, pool -> {});

    restarted.restoreCancelled(plan, Instant.now());
    restarted.reconcile();

    assertThat(taken()).isEmpty();
    assertThat(restarted.status(plan.id()).orElseThrow().state()).isEqualTo(SweepState.CANCELLED);
  }

  @Test
  void anotherSubmissionMayNameAnotherPoolAndPlace() throws InterruptedException {
    SweepPlan plan = plan("a", 1);
    ResolvedSweep sweep = plan.sweep();
    List<ResolvedModel> moved =
        sweep.models().stream().map(m -> at(m, "file:/moved", "gpu")).toList();
    SweepPlan elsewhere =
        Planner.plan(
            new ResolvedSweep(
                sweep.name(),
                moved,
                sweep.tasks(),
                sweep.comparisons(),
                sweep.pooling(),
                sweep.maxTokens(),
                sweep.tooLong(),
                sweep.precision(),
                sweep.layers(),
                sweep.measures(),
                sweep.spec()),
            "1");
    coordinator.submit(elsewhere, Instant.now());
    assertThat(taken()).isEmpty();
    coordinator.cancel(elsewhere.id());

    coordinator.submit(plan, Instant.now());

    assertThat(elsewhere.id()).isEqualTo(plan.id());
    assertThat(taken())
        .isNotEmpty()
        .noneMatch(u -> u.model().base().source().equals("file:/moved"));
  }

  private static ResolvedModel at(ResolvedModel m, String source, String pool) {
    return new ResolvedModel(
        m.name(),
        ModelRef.of(new ModelRef.Part(m.ref().digest(), source)),
        m.layers(),
        m.features(),
        m.maxTokens(),
        m.parameters(),
        m.lastLayer(),
        pool,
        List.of());
  }

  @Test
  void aCancelledSweepReleasesNothingMore() throws InterruptedException {
    SweepPlan plan = plan("a", 3);
    coordinator.submit(plan, Instant.now());
    List<ExtractionUnit> out = taken();

    coordinator.cancel(plan.id());
    out.forEach(this::extract);

    assertThat(taken()).isEmpty();
    assertThat(status(plan).state()).isEqualTo(SweepState.CANCELLED);
  }
}
