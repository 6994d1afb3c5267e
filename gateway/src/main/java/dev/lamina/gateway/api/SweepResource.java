package dev.lamina.gateway.api;

import dev.lamina.gateway.SubmissionKeys;
import dev.lamina.gateway.SubmissionKeys.Submission;
import dev.lamina.gateway.Sweeps;
import dev.lamina.gateway.findings.Findings;
import dev.lamina.gateway.plan.PlanPreview;
import dev.lamina.gateway.report.Manifest;
import dev.lamina.gateway.source.Sources;
import dev.lamina.gateway.spec.SpecException;
import dev.lamina.gateway.spec.SpecText;
import dev.lamina.gateway.sweep.SweepStatus;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Sweeps: submit, look, cancel.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class SweepResource {

  private final Sweeps sweeps;
  private final Sources sources;
  private final SubmissionKeys keys;

  SweepResource(Sweeps sweeps, Sources sources, SubmissionKeys keys) {
    this.sweeps = sweeps;
    this.sources = sources;
    this.keys = keys;
  }

  /// All sweeps, newest first.
  public record SweepList(List<SweepStatus> sweeps) {}

  /// Units of a pool that are planned and not stored.
  public record Backlog(String pool, int backlog) {}

  /// @param key of the client's own; the same request again, here or at another gateway, gives
  ///     the same sweep without a look at its sources
  @POST
  @Path("/sweeps")
  @Consumes(MediaType.WILDCARD)
  public Response submit(InputStream spec, @HeaderParam("Idempotency-Key") Optional<String> key)
      throws SpecException, IOException {
    byte[] bytes = text(spec);
    Optional<SweepStatus> before =
        key.flatMap(keys::find)
            .map(submission -> same(submission, bytes))
            .flatMap(submission -> sweeps.status(submission.sweep()));
    if (before.isPresent()) {
      return accepted(before.get());
    }
    SweepStatus status = sweeps.submit(Sweeps.resolve(bytes, sources));
    key.ifPresent(k -> same(keys.keep(k, bytes, status.id()), bytes));
    return accepted(status);
  }

  private static Response accepted(SweepStatus status) {
    return Response.accepted(status).location(URI.create("/api/v1/sweeps/" + status.id())).build();
  }

  private static Submission same(Submission submission, byte[] spec) {
    if (!submission.isOf(spec)) {
      throw Problem.keyReused(
          "this Idempotency-Key was sent before, with another spec, which is sweep \""
              + submission.sweep()
              + "\"; send a new key with a new spec");
    }
    return submission;
  }

  @POST
  @Path("/plans")
  @Consumes(MediaType.WILDCARD)
  public PlanPreview plan(InputStream spec) throws SpecException, IOException {
    return sweeps.preview(Sweeps.resolve(text(spec), sources));
  }

  @GET
  @Path("/sweeps")
  public SweepList list() {
    return new SweepList(sweeps.all());
  }

  @GET
  @Path("/sweeps/{id}")
  public SweepStatus status(String id) {
    return found(sweeps.status(id), id);
  }

  @DELETE
  @Path("/sweeps/{id}")
  public SweepStatus cancel(String id) {
    return found(sweeps.cancel(id), id);
  }

  @GET
  @Path("/sweeps/{id}/findings")
  public Findings findings(String id) {
    Findings findings = found(sweeps.findings(id), id);
    if (findings.tasks().isEmpty()) {
      throw Problem.notFound("sweep \"" + id + "\" has no scores yet");
    }
    return findings;
  }

  @GET
  @Path("/sweeps/{id}/manifest")
  public Manifest manifest(String id) {
    return found(sweeps.manifest(id), id);
  }

  @GET
  @Path("/pools/{pool}/backlog")
  public Backlog backlog(String pool) {
    return new Backlog(pool, sweeps.backlog(pool));
  }

  /// One byte more than allowed is enough to refuse it.
  private static byte[] text(InputStream spec) throws IOException {
    return spec.readNBytes(SpecText.MAX_BYTES + 1);
  }

  static <T> T found(Optional<T> thing, String id) {
    return thing.orElseThrow(
        () ->
            Problem.notFound(
                "there is no sweep \"" + id + "\"; GET /api/v1/sweeps lists those there are"));
  }
}
