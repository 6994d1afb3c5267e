package dev.lamina.gateway;

import dev.lamina.gateway.lead.LeaderLoop;
import dev.lamina.gateway.lead.Reconciliation;
import dev.lamina.gateway.lead.Signal;
import dev.lamina.gateway.source.Sources;
import dev.lamina.gateway.sweep.Coordinator;
import dev.lamina.gateway.sweep.StoreLook;
import dev.lamina.queue.WorkQueues;
import dev.lamina.source.RememberedDigests;
import dev.lamina.source.SourceFetcher;
import dev.lamina.tensor.FaultStore;
import dev.lamina.tensor.ObjectStore;
import dev.lamina.tensor.Uploads;
import dev.lamina.tensor.Withdrawals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Wires the gateway's plain classes.
@ApplicationScoped
class GatewayBeans {

  @Produces
  @Singleton
  Uploads uploads(ObjectStore store) {
    return new Uploads(store);
  }

  @Produces
  @Singleton
  Sources sources(SourceFetcher fetcher, RememberedDigests digests) {
    return new Sources(fetcher, digests);
  }

  @Produces
  @Singleton
  SubmissionKeys submissionKeys(ObjectStore store) {
    return new SubmissionKeys(store);
  }

  @Produces
  @Singleton
  Signal signal() {
    return new Signal();
  }

  @Produces
  @Singleton
  Coordinator coordinator(Event<PoolOpened> poolOpened, Signal signal) {
    return new Coordinator(pool -> poolOpened.fire(new PoolOpened(pool)), signal::raise);
  }

  @Produces
  @Singleton
  SweepWishes wishes(
      ObjectStore store, Coordinator coordinator, WorkQueues queues, GatewaySettings settings) {
    return new SweepWishes(store, coordinator, queues, settings.resume());
  }

  @Produces
  @Singleton
  LeaderLoop leaderLoop(
      WorkQueues queues,
      ObjectStore store,
      Coordinator coordinator,
      SweepWishes wishes,
      Signal signal,
      GatewaySettings settings) {
    return new LeaderLoop(
        queues,
        coordinator.dispatch(),
        new Withdrawals(store),
        wishes::catchUp,
        signal,
        settings.windowUnits());
  }

  @Produces
  @Singleton
  Reconciliation reconciliation(WorkQueues queues, ObjectStore store, Coordinator coordinator) {
    return new Reconciliation(queues, coordinator, new StoreLook(store), new FaultStore(store));
  }

  @Produces
  @Singleton
  Sweeps sweeps(ObjectStore store, SweepWishes wishes, Coordinator coordinator) {
    return new Sweeps(store, wishes, coordinator);
  }
}
