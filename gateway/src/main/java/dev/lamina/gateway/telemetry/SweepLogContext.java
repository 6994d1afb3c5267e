package dev.lamina.gateway.telemetry;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import org.slf4j.MDC;

/// What is logged during a request about a sweep carries the sweep's id.
@Provider
public final class SweepLogContext implements ContainerRequestFilter, ContainerResponseFilter {

  private static final String SWEEP = "sweep";
  private static final String SWEEPS = "/sweeps/";

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getUriInfo().getPath().contains(SWEEPS)) {
      String id = request.getUriInfo().getPathParameters().getFirst("id");
      if (id != null) {
        MDC.put(SWEEP, id);
      }
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    MDC.remove(SWEEP);
  }
}
