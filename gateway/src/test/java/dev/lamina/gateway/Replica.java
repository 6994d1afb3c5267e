package dev.lamina.gateway;

import dev.lamina.contract.Event;
import dev.lamina.gateway.lead.LeaderLoop;
import dev.lamina.gateway.lead.Reconciliation;
import dev.lamina.gateway.lead.Signal;
import dev.lamina.gateway.plan.SweepPlan;
import dev.lamina.gateway.sweep.Coordinator;
import dev.lamina.gateway.sweep.StoreLook;
import dev.lamina.gateway.sweep.SweepStatus;
import dev.lamina.queue.WorkQueues;
import dev.lamina.tensor.FaultStore;
import dev.lamina.tensor.ObjectStore;
import dev.lamina.tensor.Withdrawals;
import java.util.Map;
import java.util.Optional;

/// A gateway without HTTP and without threads of its own: the test says what it hears, and
/// whether it leads.
final class Replica {

  private final Coordinator coordinator = new Coordinator(pool -> {}, () -> {});
  private final SweepWishes wishes;
  private final LeaderLoop loop;
  private final Reconciliation reconciliation;
  private boolean leads;

  private Replica(WorkQueues queues, ObjectStore store) {
    wishes = new SweepWishes(store, coordinator, queues, true);
    reconciliation =
        new Reconciliation(queues, coordinator, new StoreLook(store), new FaultStore(store));
    loop =
        new LeaderLoop(
            queues,
            coordinator.dispatch(),
            new Withdrawals(store),
            wishes::catchUp,
            new Signal(),
            256);
  }

  static Replica leading(WorkQueues queues, ObjectStore store) {
    Replica replica = new Replica(queues, store);
    replica.lead();
    return replica;
  }

  static Replica following(WorkQueues queues, ObjectStore store) {
    Replica replica = new Replica(queues, store);
    replica.catchUp();
    return replica;
  }

  void lead() {
    leads = true;
    turn();
  }

  void follow() {
    leads = false;
    turn();
  }

  void turn() {
    loop.turn(leads);
  }

  SweepStatus submit(SweepPlan plan) {
    SweepStatus status = wishes.submit(plan, Map.of());
    turn();
    return status;
  }

  void cancel(SweepPlan plan) {
    var _ = wishes.cancel(plan.id()).orElseThrow();
    turn();
  }

  /// Another replica told of some sweep.
  void catchUp() {
    wishes.catchUp();
    turn();
  }

  void hear(Event event) {
    coordinator.on(event);
    turn();
  }

  void reconcile() {
    reconciliation.run();
    turn();
  }

  Optional<SweepStatus> look(SweepPlan plan) {
    return coordinator.status(plan.id());
  }

  SweepStatus status(SweepPlan plan) {
    return look(plan).orElseThrow();
  }

  int backlog(String pool) {
    return coordinator.backlog(pool);
  }

  long switches(String pool) {
    return coordinator.dispatch().switches(pool);
  }
}
