package dev.lamina.gateway;

import dev.lamina.contract.Event;
import dev.lamina.contract.FaultException;
import dev.lamina.contract.Wire;
import dev.lamina.gateway.sweep.Coordinator;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/// Follows what workers say, and now and then the store itself.
@ApplicationScoped
class GatewayNews {

  private static final Logger LOG = Logger.getLogger(GatewayNews.class);

  private final Coordinator coordinator;
  private final Sweeps sweeps;
  private final GatewaySettings settings;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("gateway-reconcile").factory());

  GatewayNews(Coordinator coordinator, Sweeps sweeps, GatewaySettings settings) {
    this.coordinator = coordinator;
    this.sweeps = sweeps;
    this.settings = settings;
  }

  void start(@Observes StartupEvent event) {
    if (settings.resume()) {
      sweeps.resumeStored();
    }
    long seconds = settings.reconcileEvery().toSeconds();
    var _ = clock.scheduleWithFixedDelay(this::reconcile, seconds, seconds, TimeUnit.SECONDS);
  }

  @Incoming("extractor-events")
  @Incoming("analyzer-events")
  @Blocking
  void on(byte[] event) {
    try {
      coordinator.on(Wire.decode(event, Event.class));
    } catch (FaultException e) {
      LOG.warnf("Passed over an event; the next look at the store mends it: %s", e.getMessage());
    }
  }

  private void reconcile() {
    try {
      coordinator.reconcile();
    } catch (RuntimeException e) {
      LOG.warnf(
          e, "Could not compare with the store; trying again in %s", settings.reconcileEvery());
    }
  }

  @PreDestroy
  void stop() {
    clock.shutdownNow();
  }
}
