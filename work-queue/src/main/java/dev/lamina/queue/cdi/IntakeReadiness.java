package dev.lamina.queue.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready when units get on: none waits for the store, for a source, or for memory on the device.
@Readiness
@ApplicationScoped
class IntakeReadiness implements HealthCheck {

  private final Intakes intakes;

  IntakeReadiness(Intakes intakes) {
    this.intakes = intakes;
  }

  @Override
  public HealthCheckResponse call() {
    List<String> troubles = intakes.troubles();
    var response = HealthCheckResponse.named("units");
    if (!troubles.isEmpty()) {
      response.withData("why", String.join("; ", troubles));
    }
    return response.status(troubles.isEmpty()).build();
  }
}
