package dev.lamina.gateway;

import dev.lamina.contract.Event;
import dev.lamina.contract.FaultException;
import dev.lamina.contract.Wire;
import dev.lamina.gateway.lead.LeaderLoop;
import dev.lamina.gateway.lead.Reconciliation;
import dev.lamina.gateway.sweep.Coordinator;
import io.opentelemetry.context.Context;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/// Follows what workers and other gateways say, and now and then the store itself.
@ApplicationScoped
class GatewayNews {

  private static final Logger LOG = Logger.getLogger(GatewayNews.class);

  private final Coordinator coordinator;
  private final SweepWishes wishes;
  private final LeaderLoop leading;
  private final Reconciliation reconciliation;
  private final GatewaySettings settings;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("gateway-reconcile").factory());

  GatewayNews(
      Coordinator coordinator,
      SweepWishes wishes,
      LeaderLoop leading,
      Reconciliation reconciliation,
      GatewaySettings settings) {
    this.coordinator = coordinator;
    this.wishes = wishes;
    this.leading = leading;
    this.reconciliation = reconciliation;
    this.settings = settings;
  }

  void start(@Observes StartupEvent event) {
    wishes.catchUp();
    leading.start();
    // News of the first moments is missed while the channels find their place in the topics.
    reconcileAfter(Duration.ofSeconds(1));
  }

  @Incoming("extractor-events")
  @Incoming("analyzer-events")
  @Blocking
  void on(byte[] bytes) {
    try {
      Event event = Wire.decode(bytes, Event.class);
      if (event instanceof Event.SweepWished wished) {
        // Not here: it may ask the store for long, and other news must not wait.
        clock.execute(Context.current().wrap(() -> quietly(() -> wishes.catchUp(wished.sweep()))));
      } else {
        coordinator.on(event);
      }
    } catch (FaultException e) {
      LOG.warnf("Passed over an event; the next look at the store mends it: %s", e.getMessage());
    }
  }

  private void reconcileAfter(Duration wait) {
    var _ =
        clock.schedule(
            () -> {
              quietly(wishes::catchUp);
              quietly(reconciliation::run);
              reconcileAfter(next(wait));
            },
            wait.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private Duration next(Duration before) {
    Duration twice = before.multipliedBy(2);
    return twice.compareTo(settings.reconcileEvery()) < 0 ? twice : settings.reconcileEvery();
  }

  private void quietly(Runnable look) {
    try {
      look.run();
    } catch (RuntimeException e) {
      LOG.warnf(
          e, "Could not compare with the store; trying again in %s", settings.reconcileEvery());
    }
  }

  void stop(@Observes ShutdownEvent event) {
    leading.close();
    clock.shutdownNow();
  }
}
