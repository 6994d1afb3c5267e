package dev.lamina.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/// The gateway's API as a client sees it.
public final class Api implements AutoCloseable {

  private static final Set<String> FINAL = Set.of("SUCCEEDED", "PARTIAL", "FAILED", "CANCELLED");
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI gateway;

  public Api(URI gateway) {
    this.gateway = gateway;
  }

  public HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), BodyHandlers.ofByteArray());
  }

  public HttpResponse<byte[]> post(String path, byte[] body)
      throws IOException, InterruptedException {
    return client.send(
        request(path).POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofByteArray());
  }

  /// @param key sent as `Idempotency-Key`
  public HttpResponse<byte[]> submit(byte[] spec, String key)
      throws IOException, InterruptedException {
    return client.send(
        request("/sweeps")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofByteArray(spec))
            .build(),
        BodyHandlers.ofByteArray());
  }

  public HttpResponse<byte[]> delete(String path) throws IOException, InterruptedException {
    return client.send(request(path).DELETE().build(), BodyHandlers.ofByteArray());
  }

  /// The server's events until it ends the stream.
  public String events(String id) throws IOException, InterruptedException {
    HttpRequest request =
        request("/sweeps/" + id + "/events").timeout(Duration.ofMinutes(10)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  public JsonNode status(String id) throws IOException, InterruptedException {
    return json(get("/sweeps/" + id));
  }

  public JsonNode awaitEnd(String id, Duration most) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(most);
    JsonNode status = status(id);
    while (!FINAL.contains(status.path("state").asText())) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("not finished in " + most + ": " + status);
      }
      Thread.sleep(300);
      status = status(id);
    }
    return status;
  }

  public static JsonNode json(HttpResponse<byte[]> response) throws IOException {
    return JSON.readTree(response.body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(gateway.resolve("/api/v1" + path)).timeout(Duration.ofMinutes(2));
  }

  @Override
  public void close() {
    client.close();
  }
}
