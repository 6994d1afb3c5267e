package dev.lamina.gateway;

import dev.lamina.gateway.source.Sources;
import dev.lamina.gateway.sweep.Coordinator;
import dev.lamina.gateway.sweep.SweepArchive;
import dev.lamina.queue.WorkQueues;
import dev.lamina.source.RememberedDigests;
import dev.lamina.source.SourceFetcher;
import dev.lamina.tensor.Activations;
import dev.lamina.tensor.ObjectStore;
import dev.lamina.tensor.ScoreStore;
import dev.lamina.tensor.Uploads;
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
  Coordinator coordinator(
      WorkQueues queues,
      ObjectStore store,
      GatewaySettings settings,
      Event<PoolOpened> poolOpened) {
    return new Coordinator(
        queues,
        new Activations(store),
        new ScoreStore(store),
        settings.windowUnits(),
        pool -> poolOpened.fire(new PoolOpened(pool)));
  }

  @Produces
  @Singleton
  Sweeps sweeps(ObjectStore store, Coordinator coordinator) {
    return new Sweeps(store, new SweepArchive(store), coordinator);
  }
}
