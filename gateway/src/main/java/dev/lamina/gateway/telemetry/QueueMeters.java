package dev.lamina.gateway.telemetry;

import dev.lamina.contract.FaultException;
import dev.lamina.contract.Topics;
import dev.lamina.gateway.PoolOpened;
import dev.lamina.gateway.Sweeps;
import dev.lamina.queue.WorkQueues;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Backlog of pools, size and age of queues. Queues are asked now and then, not whenever somebody
/// reads the metrics: Kafka may take its time.
@ApplicationScoped
class QueueMeters {

  private static final Logger LOG = Logger.getLogger(QueueMeters.class);
  private static final long EVERY_SECONDS = 15;
  private static final double MILLIS = 1000;

  private final WorkQueues queues;
  private final Sweeps sweeps;
  private final MeterRegistry registry;
  private final Map<String, Look> looks = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("gateway-queue-meters").factory());

  /// A queue as it was last seen.
  ///
  /// @param units that wait or are in a worker's hand
  /// @param age of the oldest of them; zero when there are none
  private record Look(long units, Duration age) {}

  QueueMeters(WorkQueues queues, Sweeps sweeps, MeterRegistry registry) {
    this.queues = queues;
    this.sweeps = sweeps;
    this.registry = registry;
  }

  void start(@Observes StartupEvent event) {
    follow(Topics.ANALYSIS);
    var _ =
        clock.scheduleWithFixedDelay(this::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  void opened(@Observes PoolOpened opened) {
    String pool = opened.pool();
    Gauge.builder("lamina.pool.backlog", sweeps, s -> s.backlog(pool))
        .baseUnit("units")
        .tag("pool", pool)
        .register(registry);
    follow(Topics.extraction(pool));
  }

  private void follow(String queue) {
    looks.put(queue, new Look(0, Duration.ZERO));
    Gauge.builder("lamina.queue", () -> seen(queue).units())
        .baseUnit("units")
        .tag("queue", queue)
        .register(registry);
    Gauge.builder("lamina.queue.age", () -> seen(queue).age().toMillis() / MILLIS)
        .baseUnit("seconds")
        .tag("queue", queue)
        .register(registry);
  }

  private Look seen(String queue) {
    return looks.getOrDefault(queue, new Look(0, Duration.ZERO));
  }

  private void look() {
    for (String queue : List.copyOf(looks.keySet())) {
      try {
        looks.put(queue, look(queue));
      } catch (FaultException e) {
        LOG.debugf("Queue not looked at queue=%s cause=%s", queue, e.getMessage());
      } catch (RuntimeException e) {
        LOG.warnf(e, "Queue could not be looked at queue=%s", queue);
      }
    }
  }

  private Look look(String queue) {
    long units = queues.backlog(queue);
    Duration age =
        units == 0
            ? Duration.ZERO
            : queues
                .oldest(queue)
                .map(sent -> Duration.between(sent, Instant.now()))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
    return new Look(units, age);
  }

  void stop(@Observes ShutdownEvent event) {
    clock.shutdownNow();
  }
}
