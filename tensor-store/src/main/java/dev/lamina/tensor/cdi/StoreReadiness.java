package dev.lamina.tensor.cdi;

import dev.lamina.contract.FaultException;
import dev.lamina.tensor.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready when the object store answers.
@Readiness
@ApplicationScoped
class StoreReadiness implements HealthCheck {

  private final ObjectStore store;

  StoreReadiness(ObjectStore store) {
    this.store = store;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("object store").withData("store", store.describe());
    try {
      store.exists("readiness");
      return response.up().build();
    } catch (FaultException e) {
      return response.withData("why", e.getMessage()).down().build();
    }
  }
}
