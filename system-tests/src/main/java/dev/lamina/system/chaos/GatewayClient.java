package dev.lamina.system.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamina.system.Api;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// A person who asks again, of the next gateway, until she is answered.
final class GatewayClient implements AutoCloseable {

  private static final Set<String> FINAL = Set.of("SUCCEEDED", "PARTIAL", "FAILED", "CANCELLED");
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int REFUSED = 400;
  private static final int UNPROCESSABLE = 422;

  private final List<Api> gateways;
  private final AtomicInteger turn = new AtomicInteger();

  GatewayClient(List<URI> gateways) {
    this.gateways = gateways.stream().map(Api::new).toList();
  }

  /// One question, put to one gateway.
  private interface Question {
    HttpResponse<byte[]> ask(Api gateway) throws IOException, InterruptedException;
  }

  private interface Reading<T> {
    /// @return empty to ask again
    Optional<T> of(HttpResponse<byte[]> answer) throws IOException;
  }

  /// @return the sweep's id
  /// @throws IllegalStateException if it is refused, or nobody accepts it in time
  String submit(byte[] spec, Instant deadline) throws InterruptedException {
    return insist(
        "submitting",
        deadline,
        gateway -> gateway.post("/sweeps", spec),
        answer -> {
          if (answer.statusCode() == REFUSED || answer.statusCode() == UNPROCESSABLE) {
            throw new IllegalStateException("refused: " + text(answer));
          }
          return answer.statusCode() == ACCEPTED
              ? Optional.of(Api.json(answer).get("id").asText())
              : Optional.empty();
        });
  }

  /// The status of a sweep, once it is final.
  JsonNode end(String id, Instant deadline) throws InterruptedException {
    return insist(
        "the end of " + id,
        deadline,
        gateway -> gateway.get("/sweeps/" + id),
        answer ->
            answer.statusCode() == OK
                ? Optional.of(Api.json(answer))
                    .filter(status -> FINAL.contains(status.path("state").asText()))
                : Optional.empty());
  }

  /// Lines of `scores.csv`, without its head.
  List<String> scores(String id, Instant deadline) throws InterruptedException {
    return insist(
        "the scores of " + id,
        deadline,
        gateway -> gateway.get("/sweeps/" + id + "/scores?format=csv"),
        answer ->
            answer.statusCode() == OK
                ? Optional.of(text(answer).lines().skip(1).toList())
                : Optional.empty());
  }

  private <T> T insist(String what, Instant deadline, Question question, Reading<T> reading)
      throws InterruptedException {
    String last = "nothing";
    while (Instant.now().isBefore(deadline)) {
      Api gateway = gateways.get(turn.getAndIncrement() % gateways.size());
      try {
        HttpResponse<byte[]> answer = question.ask(gateway);
        Optional<T> read = reading.of(answer);
        if (read.isPresent()) {
          return read.get();
        }
        last = answer.statusCode() + " " + text(answer);
      } catch (IOException e) {
        last = e.toString();
      }
      Thread.sleep(PAUSE);
    }
    throw new IllegalStateException("%s took too long; last heard: %s".formatted(what, last));
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    gateways.forEach(Api::close);
  }
}
