package dev.lamina.queue.cdi;

import dev.lamina.queue.WorkQueues;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready when units can be sent and taken.
@Readiness
@ApplicationScoped
class QueueReadiness implements HealthCheck {

  private final WorkQueues queues;

  QueueReadiness(WorkQueues queues) {
    this.queues = queues;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("work queues");
    Optional<String> why = queues.unreadiness();
    why.ifPresent(reason -> response.withData("why", reason));
    return response.status(why.isEmpty()).build();
  }
}
