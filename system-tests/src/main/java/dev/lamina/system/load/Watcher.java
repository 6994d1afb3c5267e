package dev.lamina.system.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Somebody who follows a sweep's events from its submission on.
final class Watcher {

  private static final JsonMapper JSON = new JsonMapper();

  private final String sweep;
  private volatile Optional<Instant> extracted = Optional.empty();
  private final AtomicLong events = new AtomicLong();

  private Watcher(String sweep) {
    this.sweep = sweep;
  }

  static Watcher of(HttpClient client, URI gateway, String sweep) {
    Watcher watcher = new Watcher(sweep);
    HttpRequest request =
        HttpRequest.newBuilder(gateway.resolve("/api/v1/sweeps/" + sweep + "/events")).build();
    CompletableFuture<HttpResponse<Stream<String>>> answer =
        client.sendAsync(request, BodyHandlers.ofLines());
    Thread.ofVirtual().start(() -> watcher.read(answer));
    return watcher;
  }

  String sweep() {
    return sweep;
  }

  /// Events heard so far.
  long events() {
    return events.get();
  }

  /// When it heard that all batches are stored.
  Optional<Instant> extracted() {
    return extracted;
  }

  private void read(CompletableFuture<HttpResponse<Stream<String>>> answer) {
    try (Stream<String> lines = answer.join().body()) {
      lines.filter(line -> line.startsWith("data:")).forEach(this::hear);
    } catch (UncheckedIOException closed) {
      // The client was closed: the test is over.
    }
  }

  private void hear(String line) {
    try {
      JsonNode extraction =
          JSON.readTree(line.substring("data:".length())).at("/progress/extraction");
      events.incrementAndGet();
      if (extracted.isEmpty() && extraction.get("done").equals(extraction.get("planned"))) {
        extracted = Optional.of(Instant.now());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
