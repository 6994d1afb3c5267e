package dev.lamina.gateway;

import dev.lamina.gateway.lead.LeaderLoop;
import dev.lamina.gateway.sweep.Coordinator;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// What a gateway counts.
@ApplicationScoped
class GatewayMeters {

  private final MeterRegistry registry;
  private final LeaderLoop leading;
  private final Coordinator coordinator;

  GatewayMeters(MeterRegistry registry, LeaderLoop leading, Coordinator coordinator) {
    this.registry = registry;
    this.leading = leading;
    this.coordinator = coordinator;
  }

  /// 1 at the gateway that leads, 0 at the others: their sum is 1 but for moments.
  void start(@Observes StartupEvent event) {
    Gauge.builder("lamina.gateway.leads", leading, loop -> loop.leads() ? 1 : 0).register(registry);
  }

  /// Units that were of another base model than the one released before them.
  void opened(@Observes PoolOpened opened) {
    String pool = opened.pool();
    FunctionCounter.builder(
            "lamina.gateway.base.switches", coordinator, c -> c.dispatch().switches(pool))
        .tag("pool", pool)
        .register(registry);
  }
}
