package dev.lamina.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.contract.Event;
import dev.lamina.contract.ExtractionUnit;
import dev.lamina.contract.Fault;
import dev.lamina.gateway.plan.SweepPlan;
import dev.lamina.gateway.sweep.SweepState;
import dev.lamina.gateway.sweep.SweepStatus;
import dev.lamina.queue.InProcessWorkQueues;
import dev.lamina.tensor.FolderStore;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A gateway that leads, with real queues and a real store; the test is the worker.
class LeadingTest {

  /// What may be out with one worker.
  private static final int WINDOW = 2;

  private final InProcessWorkQueues queues = new InProcessWorkQueues();
  private final FolderStore store;
  private final Workers workers;
  private final Replica gateway;

  LeadingTest(@TempDir Path folder) {
    store = FolderStore.at(folder);
    workers = new Workers(queues, store);
    gateway = Replica.leading(queues, store);
    workers.tell(gateway);
  }

  @AfterEach
  void stop() throws Exception {
    queues.close();
    store.close();
  }

  @Test
  void aSweepGoesFromBatchesToScores() throws InterruptedException {
    SweepPlan plan = SamplePlans.plan("a", 2);

    assertThat(gateway.submit(plan).state()).isEqualTo(SweepState.RUNNING);
    workers.extractAll();
    workers.analyseAll();

    SweepStatus status = gateway.status(plan);
    assertThat(status.state()).isEqualTo(SweepState.SUCCEEDED);
    assertThat(status.finished()).isPresent();
    assertThat(status.progress().extraction().done()).isEqualTo(plan.batches());
    assertThat(status.progress().extraction().reused()).isZero();
  }

  @Test
  void noMoreIsOutThanTheWindowHolds() throws InterruptedException {
    SweepPlan plan = SamplePlans.plan("a", 3);
    assertThat(plan.batches()).isGreaterThan(WINDOW);

    gateway.submit(plan);

    assertThat(workers.taken()).hasSize(WINDOW);
    assertThat(gateway.backlog("default")).isEqualTo(plan.batches());
  }

  @Test
  void whatIsStoredIsNotExtractedAgainBySomeoneElse() throws InterruptedException {
    SweepPlan plan = SamplePlans.plan("a", 2);
    gateway.submit(plan);
    workers.extractAll();
    workers.analyseAll();
    SweepPlan other =
        new SweepPlan(
            "other", plan.sweep(), plan.kernels(), plan.arrays(), plan.pairs(), plan.analyses());

    SweepStatus status = gateway.submit(other);

    assertThat(status.state()).isEqualTo(SweepState.SUCCEEDED);
    assertThat(status.progress().extraction().reused()).isEqualTo(plan.batches());
    assertThat(workers.taken()).isEmpty();
  }

  @Test
  void whatAnotherRunStoredMeanwhileCountsAsReused() throws InterruptedException {
    SweepPlan plan = SamplePlans.plan("a", 1);
    gateway.submit(plan);
    ExtractionUnit unit = workers.taken().getFirst();

    gateway.hear(new Event.BatchStored(unit.array(), unit.batch(), true));

    assertThat(gateway.status(plan).progress().extraction().done()).isEqualTo(1);
    assertThat(gateway.status(plan).progress().extraction().reused()).isEqualTo(1);
  }

  @Test
  void aUnitThatTwoSweepsNeedIsReleasedOnce() throws InterruptedException {
    SweepPlan one = SamplePlans.plan("a", 1);
    SweepPlan same =
        new SweepPlan(
            "other", one.sweep(), one.kernels(), one.arrays(), one.pairs(), one.analyses());
    gateway.submit(one);

    gateway.submit(same);
    List<ExtractionUnit> done = workers.extractAll();
    workers.analyseAll();

    assertThat(done).doesNotHaveDuplicates().hasSize(one.batches());
    assertThat(gateway.status(one).state()).isEqualTo(SweepState.SUCCEEDED);
    assertThat(gateway.status(same).state()).isEqualTo(SweepState.SUCCEEDED);
  }

  @Test
  void aSmallSweepStartsWithTheNextUnitBehindAHugeOne() throws InterruptedException {
    SweepPlan huge = SamplePlans.plan("huge", 20);
    SweepPlan small = SamplePlans.plan("small", 1);
    gateway.submit(huge);
    gateway.submit(small);

    workers.taken().forEach(workers::extract);
    List<ExtractionUnit> next = workers.taken();

    assertThat(next)
        .isNotEmpty()
        .allMatch(u -> small.arrays().stream().anyMatch(a -> a.digest().equals(u.array())));
  }

  @Test
  void basesStayForARunOfUnits() throws InterruptedException {
    SweepPlan one = SamplePlans.plan("one", 12);
    SweepPlan other = SamplePlans.plan("other", 12);
    gateway.submit(one);
    gateway.submit(other);

    int units = workers.extractAll().size();

    long switches = gateway.switches("default");
    System.out.println("base switches: " + switches + " in " + units + " units of two sweeps");
    assertThat(units).isEqualTo(one.batches() + other.batches());
    assertThat(switches).isPositive().isLessThanOrEqualTo(units / 8 + 2);
  }

  @Test
  void aFailedBatchFailsOnlyWhatNeedsIt() throws InterruptedException {
    SweepPlan plan = SamplePlans.plan("a", 2);
    gateway.submit(plan);
    List<ExtractionUnit> units = workers.taken();

    workers.giveUp(units.getFirst(), Fault.MODEL_INVALID);
    units.stream().skip(1).forEach(workers::extract);
    workers.extractAll();
    workers.analyseAll();

    SweepStatus status = gateway.status(plan);
    assertThat(status.state()).isEqualTo(SweepState.PARTIAL);
    assertThat(status.faults()).hasSize(2).allMatch(f -> f.fault().equals("model-invalid"));
  }

  @Test
  void anotherSubmissionTriesWhatFailed() throws InterruptedException {
    SweepPlan plan = SamplePlans.plan("a", 1);
    gateway.submit(plan);
    for (var units = workers.taken(); !units.isEmpty(); units = workers.taken()) {
      units.forEach(unit -> workers.giveUp(unit, Fault.INTERNAL));
    }
    assertThat(gateway.status(plan).state()).isEqualTo(SweepState.FAILED);

    gateway.submit(plan);
    workers.extractAll();
    workers.analyseAll();

    assertThat(gateway.status(plan).state()).isEqualTo(SweepState.SUCCEEDED);
  }

  @Test
  void unitsThatGotLostAreReleasedAgainAndOthersAreNot() throws InterruptedException {
    SweepPlan plan = SamplePlans.plan("a", 2);
    gateway.submit(plan);
    List<ExtractionUnit> lost = workers.taken();
    workers.deafen(gateway);
    workers.extract(lost.getFirst());

    gateway.reconcile();

    assertThat(workers.taken())
        .contains(lost.getLast())
        .doesNotContain(lost.getFirst())
        .hasSize(WINDOW);
  }

  @Test
  void aUnitThatGetsLostAgainAndAgainIsGivenUp() throws InterruptedException {
    SweepPlan plan = SamplePlans.plan("a", 1);
    gateway.submit(plan);

    for (int i = 0; i < 3; i++) {
      assertThat(workers.taken()).isNotEmpty();
      gateway.reconcile();
    }
    workers.extractAll();

    assertThat(gateway.status(plan).faults())
        .isNotEmpty()
        .anyMatch(f -> f.fault().equals("worker-lost"));
  }

  @Test
  void whatIsStillInTheQueueIsNotReleasedAgain() throws InterruptedException {
    SweepPlan plan = SamplePlans.plan("a", 2);
    gateway.submit(plan);

    gateway.reconcile();

    assertThat(workers.taken()).hasSize(WINDOW).doesNotHaveDuplicates();
  }

  @Test
  void doubledAndForeignNewsChangesNothing() throws InterruptedException {
    SweepPlan plan = SamplePlans.plan("a", 1);
    gateway.submit(plan);
    ExtractionUnit unit = workers.taken().getFirst();
    workers.extract(unit);
    SweepStatus before = gateway.status(plan);

    gateway.hear(new Event.BatchStored(unit.array(), unit.batch(), false));
    gateway.hear(new Event.BatchFailed(unit.array(), unit.batch(), Fault.INTERNAL, "late"));
    SweepPlan foreign = SamplePlans.plan("foreign", 1);
    gateway.hear(new Event.BatchStored(foreign.arrays().getFirst().digest(), 0, false));

    assertThat(gateway.status(plan).progress()).isEqualTo(before.progress());
    assertThat(gateway.status(plan).faults()).isEmpty();
  }

  @Test
  void anotherSubmissionMayNameAnotherPoolAndPlace() throws InterruptedException {
    SweepPlan elsewhere = SamplePlans.plan("a", 1, "file:/moved/", "gpu");
    SweepPlan plan = SamplePlans.plan("a", 1);
    gateway.submit(elsewhere);
    assertThat(workers.taken()).isEmpty();
    gateway.cancel(elsewhere);

    gateway.submit(plan);

    assertThat(elsewhere.id()).isEqualTo(plan.id());
    assertThat(workers.taken())
        .isNotEmpty()
        .noneMatch(u -> u.model().base().source().contains("moved"));
  }
}
