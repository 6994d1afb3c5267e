package dev.lamina.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.contract.Event;
import dev.lamina.contract.ExtractionUnit;
import dev.lamina.contract.Fault;
import dev.lamina.contract.UnitDigest;
import dev.lamina.gateway.plan.SweepPlan;
import dev.lamina.gateway.sweep.SweepState;
import dev.lamina.queue.InProcessWorkQueues;
import dev.lamina.tensor.FolderStore;
import dev.lamina.tensor.Withdrawals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two gateways on one store and one queue, of which one leads.
class ReplicasTest {

  private final InProcessWorkQueues queues = new InProcessWorkQueues();
  private final FolderStore store;
  private final Workers workers;
  private final Withdrawals withdrawals;
  private final Replica leader;
  private final Replica other;

  ReplicasTest(@TempDir Path folder) {
    store = FolderStore.at(folder);
    workers = new Workers(queues, store);
    withdrawals = new Withdrawals(store);
    leader = Replica.leading(queues, store);
    other = Replica.following(queues, store);
    workers.tell(leader);
    workers.tell(other);
  }

  @AfterEach
  void stop() throws Exception {
    queues.close();
    store.close();
  }

  @Test
  void whatIsSubmittedAtOneIsReleasedByTheOtherAndSeenAlikeAtBoth() throws InterruptedException {
    SweepPlan plan = SamplePlans.plan("a", 2);

    other.submit(plan);
    assertThat(workers.taken()).isEmpty();
    leader.catchUp();
    List<ExtractionUnit> done = workers.extractAll();
    workers.analyseAll();

    assertThat(done).hasSize(plan.batches()).doesNotHaveDuplicates();
    assertThat(leader.status(plan).state()).isEqualTo(SweepState.SUCCEEDED);
    assertThat(other.status(plan).progress()).isEqualTo(leader.status(plan).progress());
    assertThat(other.status(plan).state()).isEqualTo(SweepState.SUCCEEDED);
  }

  @Test
  void whoTakesOverReleasesNeitherWhatIsOutNorLessThanTheRest() throws InterruptedException {
    // Given
    SweepPlan plan = SamplePlans.plan("a", 3);
    leader.submit(plan);
    other.catchUp();
    List<ExtractionUnit> done = new ArrayList<>(workers.taken());
    done.forEach(workers::extract);

    // When
    workers.deafen(leader);
    other.lead();
    done.addAll(workers.extractAll());
    workers.analyseAll();

    // Then
    assertThat(done).hasSize(plan.batches()).doesNotHaveDuplicates();
    assertThat(other.status(plan).state()).isEqualTo(SweepState.SUCCEEDED);
  }

  @Test
  void whoComesNewAndLeadsKnowsAll() throws InterruptedException {
    SweepPlan plan = SamplePlans.plan("a", 3);
    leader.submit(plan);
    List<ExtractionUnit> done = new ArrayList<>(workers.taken());
    done.forEach(workers::extract);
    workers.deafen(leader);

    Replica fresh = Replica.following(queues, store);
    workers.tell(fresh);
    assertThat(fresh.status(plan).progress()).isEqualTo(leader.status(plan).progress());
    fresh.lead();
    done.addAll(workers.extractAll());
    workers.analyseAll();

    assertThat(done).hasSize(plan.batches()).doesNotHaveDuplicates();
    assertThat(fresh.status(plan).progress().extraction().reused()).isZero();
    assertThat(fresh.status(plan).state()).isEqualTo(SweepState.SUCCEEDED);
  }

  @Test
  void aLeaderThatDoesNotKnowItsEndChangesNoScoreAndSendsNoMoreThanItsWindow()
      throws InterruptedException {
    SweepPlan plan = SamplePlans.plan("a", 4);
    leader.submit(plan);
    other.catchUp();

    other.lead();
    List<ExtractionUnit> done = workers.extractAll();
    workers.analyseAll();

    assertThat(done.stream().map(ExtractionUnit::id).distinct()).hasSize(plan.batches());
    System.out.println("units sent twice by two leaders: " + (done.size() - plan.batches()));
    assertThat(other.status(plan).state()).isEqualTo(SweepState.SUCCEEDED);
    assertThat(leader.status(plan).state()).isEqualTo(SweepState.SUCCEEDED);
  }

  @Test
  void whatWasGivenUpStaysSoAfterATakeover() throws InterruptedException {
    SweepPlan plan = SamplePlans.plan("a", 2);
    leader.submit(plan);
    List<ExtractionUnit> units = workers.taken();
    workers.giveUp(units.getFirst(), Fault.MODEL_INVALID);
    units.stream().skip(1).forEach(workers::extract);

    Replica fresh = Replica.following(queues, store);
    workers.tell(fresh);
    workers.deafen(leader);
    fresh.lead();

    assertThat(workers.extractAll()).doesNotContain(units.getFirst());
    workers.analyseAll();
    assertThat(fresh.status(plan).state()).isEqualTo(SweepState.PARTIAL);
    assertThat(fresh.status(plan).faults())
        .hasSize(2)
        .allMatch(f -> f.cause().contains("broken") || f.cause().contains("given up"));
  }

  @Test
  void aResubmissionAtOneTriesAgainAtBoth() throws InterruptedException {
    SweepPlan plan = SamplePlans.plan("a", 1);
    leader.submit(plan);
    other.catchUp();
    for (var units = workers.taken(); !units.isEmpty(); units = workers.taken()) {
      units.forEach(unit -> workers.giveUp(unit, Fault.INTERNAL));
    }
    assertThat(other.status(plan).state()).isEqualTo(SweepState.FAILED);

    other.submit(plan);
    leader.catchUp();
    workers.extractAll();
    workers.analyseAll();

    assertThat(leader.status(plan).state()).isEqualTo(SweepState.SUCCEEDED);
    assertThat(other.status(plan).state()).isEqualTo(SweepState.SUCCEEDED);
  }

  @Test
  void lostNewsIsFoundInTheStoreAlsoByWhoDoesNotLead() throws InterruptedException {
    SweepPlan plan = SamplePlans.plan("a", 1);
    leader.submit(plan);
    other.catchUp();
    workers.deafen(other);
    workers.extractAll();
    workers.analyseAll();

    other.reconcile();
    other.reconcile();

    assertThat(other.status(plan).state()).isEqualTo(SweepState.SUCCEEDED);
  }

  @Test
  void whatIsCancelledAtOneIsWithdrawnByTheOther() throws InterruptedException {
    SweepPlan plan = SamplePlans.plan("a", 3);
    leader.submit(plan);
    other.catchUp();

    other.cancel(plan);
    leader.catchUp();

    assertThat(leader.status(plan).state()).isEqualTo(SweepState.CANCELLED);
    List<ExtractionUnit> out = workers.taken();
    assertThat(out).isNotEmpty();
    assertThat(withdrawals.all()).containsExactlyInAnyOrderElementsOf(ids(out));
    out.forEach(u -> workers.hear(new Event.BatchWithdrawn(u.array(), u.batch())));
    leader.turn();
    assertThat(workers.taken()).isEmpty();
    assertThat(withdrawals.all()).isEmpty();
  }

  @Test
  void aUnitThatAnotherSweepWantsIsNotWithdrawn() throws InterruptedException {
    SweepPlan plan = SamplePlans.plan("a", 1);
    SweepPlan same =
        new SweepPlan(
            "other", plan.sweep(), plan.kernels(), plan.arrays(), plan.pairs(), plan.analyses());
    leader.submit(plan);
    leader.submit(same);

    leader.cancel(plan);

    assertThat(withdrawals.all()).isEmpty();
  }

  @Test
  void aSweepThatIsWantedAgainGetsItsUnitsWhetherTheyWereDroppedOrNot()
      throws InterruptedException {
    SweepPlan plan = SamplePlans.plan("a", 2);
    leader.submit(plan);
    leader.cancel(plan);
    List<ExtractionUnit> out = workers.taken();
    ExtractionUnit dropped = out.getFirst();
    workers.hear(new Event.BatchWithdrawn(dropped.array(), dropped.batch()));

    leader.submit(plan);

    assertThat(withdrawals.all()).isEmpty();
    out.stream().skip(1).forEach(workers::extract);
    List<ExtractionUnit> done = workers.extractAll();
    workers.analyseAll();
    assertThat(done).contains(dropped).hasSize(plan.batches() - out.size() + 1);
    assertThat(leader.status(plan).state()).isEqualTo(SweepState.SUCCEEDED);
  }

  @Test
  void aCancelledSweepStaysCancelledAfterARestart() throws InterruptedException {
    SweepPlan plan = SamplePlans.plan("a", 2);
    leader.submit(plan);
    leader.cancel(plan);
    workers.taken();

    Replica restarted = Replica.leading(queues, store);
    restarted.reconcile();

    assertThat(workers.taken()).isEmpty();
    assertThat(restarted.status(plan).state()).isEqualTo(SweepState.CANCELLED);
  }

  private static List<UnitDigest> ids(List<ExtractionUnit> units) {
    return units.stream().map(ExtractionUnit::id).toList();
  }
}
