package dev.lamina.queue.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/// Alive as long as someone takes units.
@Liveness
@ApplicationScoped
class IntakeLiveness implements HealthCheck {

  private final Intakes intakes;

  IntakeLiveness(Intakes intakes) {
    this.intakes = intakes;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("workers").status(intakes.areRunning()).build();
  }
}
