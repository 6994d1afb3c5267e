package dev.lamina.gateway.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lamina.gateway.spec.SpecFault;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/// What went wrong, as RFC 9457 has it.
///
/// @param faults of a spec, each with its place
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type, String title, int status, String detail, List<SpecFault> faults) {

  private static final MediaType JSON = new MediaType("application", "problem+json");

  /// @param code a page of `docs/errors`
  static Response response(
      String code, String title, int status, String detail, List<SpecFault> faults) {
    return Response.status(status)
        .type(JSON)
        .entity(new Problem("urn:lamina:fault:" + code, title, status, detail, faults))
        .build();
  }

  static WebApplicationException notFound(String detail) {
    return new WebApplicationException(
        response("not-found", "There is no such thing", 404, detail, List.of()));
  }

  static WebApplicationException keyReused(String detail) {
    return new WebApplicationException(
        response("key-reused", "The key stands for another request", 422, detail, List.of()));
  }

  static WebApplicationException badRequest(String detail) {
    return new WebApplicationException(
        response("bad-request", "The request cannot be understood", 400, detail, List.of()));
  }
}
