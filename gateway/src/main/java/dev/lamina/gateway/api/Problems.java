package dev.lamina.gateway.api;

import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import dev.lamina.gateway.spec.SpecException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// The only place that knows which HTTP status a fault has.
class Problems {

  @ServerExceptionMapper
  Response spec(SpecException e) {
    return Problem.response(
        Fault.SPEC_INVALID.code(), "The spec is refused", 422, e.getMessage(), e.faults());
  }

  @ServerExceptionMapper
  Response fault(FaultException e) {
    return Problem.response(
        e.fault().code(),
        "The request could not be served",
        status(e.fault()),
        e.getMessage(),
        List.of());
  }

  private static int status(Fault fault) {
    return switch (fault) {
      case SPEC_INVALID, ROWS_INVALID, MODEL_INVALID, MODEL_CHANGED, ROWS_NOT_PAIRED -> 422;
      case MESSAGE_INVALID -> 400;
      case QUEUE_UNAVAILABLE,
          STORE_UNAVAILABLE,
          SOURCE_UNAVAILABLE,
          EXTRACTION_FAILED,
          DEVICE_MEMORY_SHORT ->
          503;
      case STORE_CORRUPT, WORKER_LOST, INTERNAL -> 500;
    };
  }
}
