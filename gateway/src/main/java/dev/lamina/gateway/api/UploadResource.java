package dev.lamina.gateway.api;

import dev.lamina.gateway.source.RowFile;
import dev.lamina.gateway.spec.SpecException;
import dev.lamina.gateway.spec.SpecFaults;
import dev.lamina.tensor.Uploads;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;

/// Task rows and models that users send, to be named in specs as `upload:NAME`.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class UploadResource {

  /// What fits into one object at a time; larger models are named by file.
  private static final int MAX_BYTES = 1 << 30;

  private final Uploads uploads;

  UploadResource(Uploads uploads) {
    this.uploads = uploads;
  }

  /// @param source how a spec names it
  public record Uploaded(String name, String source) {
    static Uploaded of(String name) {
      return new Uploaded(name, Uploads.source(name));
    }
  }

  public record TaskList(List<Uploaded> tasks) {}

  public record ModelList(List<Uploaded> models) {}

  /// @param content JSONL, one row a line, or Parquet
  @POST
  @Path("/tasks/{name}")
  @Consumes(MediaType.WILDCARD)
  public Response uploadTask(String name, InputStream content) throws SpecException, IOException {
    byte[] rows = bounded(content);
    SpecFaults faults = new SpecFaults();
    RowFile.read(name, new ByteArrayInputStream(rows), faults);
    faults.refuse();
    uploads.putRows(name, rows);
    return created("tasks", name);
  }

  @GET
  @Path("/tasks")
  public TaskList tasks() {
    return new TaskList(uploads.tasks().stream().map(Uploaded::of).toList());
  }

  /// @param file `model.onnx`, `tokenizer.json`, `tokenizer_config.json` or `config.json`
  @POST
  @Path("/models/{name}/{file}")
  @Consumes(MediaType.WILDCARD)
  public Response uploadModel(String name, String file, InputStream content) throws IOException {
    uploads.putModelFile(name, file, bounded(content));
    return created("models", name);
  }

  @GET
  @Path("/models")
  public ModelList models() {
    return new ModelList(uploads.models().stream().map(Uploaded::of).toList());
  }

  private static byte[] bounded(InputStream content) throws IOException {
    byte[] bytes = content.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw Problem.badRequest("an upload is at most 1 GiB; name larger models as file:PATH");
    }
    return bytes;
  }

  private static Response created(String kind, String name) {
    return Response.created(URI.create("/api/v1/" + kind)).entity(Uploaded.of(name)).build();
  }
}
