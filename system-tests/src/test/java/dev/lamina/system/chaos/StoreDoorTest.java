package dev.lamina.system.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoreDoorTest {

  private static final String SHARD = "/lamina/activations/" + "a".repeat(64) + "/states/c/0/0/0";

  private final List<String> served = new CopyOnWriteArrayList<>();
  private final StoreLog log = new StoreLog();

  @SuppressWarnings("NullAway.Init") // Set before each test.
  private HttpServer server;

  @SuppressWarnings("NullAway.Init") // Set before each test.
  private StoreDoor door;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          served.add(
              "%s %s at %s"
                  .formatted(
                      exchange.getRequestMethod(),
                      new String(body, UTF_8),
                      exchange.getRequestHeaders().getFirst("Host")));
          int status = exchange.getRequestMethod().equals("HEAD") ? 404 : 200;
          exchange.sendResponseHeaders(status, status == 404 ? -1 : body.length);
          if (status == 200) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    server.start();
    door = new StoreDoor(Victim.EXTRACTOR, server.getAddress().getPort(), Duration.ZERO, log);
  }

  @AfterEach
  void close() {
    door.close();
    server.stop(0);
  }

  private HttpResponse<String> send(String method, String body)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(door.endpoint() + SHARD))
              .version(HttpClient.Version.HTTP_1_1)
              .timeout(Duration.ofSeconds(3))
              .method(method, BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    }
  }

  @Test
  void whatIsSentArrivesWithTheHostThatTheClientNamed() throws Exception {
    HttpResponse<String> answer = send("PUT", "states");

    assertThat(answer.body()).isEqualTo("states");
    assertThat(served)
        .containsExactly("PUT states at " + door.endpoint().substring("http://".length()));
  }

  @Test
  void aUnitIsBegunWhenItsWorkerHearsThatItIsNotThere() throws Exception {
    send("HEAD", "");
    send("HEAD", "");
    send("PUT", "states");

    assertThat(log.begun()).containsExactly(Map.entry(SHARD, 2L));
    assertThat(log.stage(1, 1)).isEqualTo(StoreLog.Stage.ANALYSING);
    assertThat(log.stage(2, 1)).isEqualTo(StoreLog.Stage.EXTRACTING);
  }

  @Test
  void aBusyServerDoesNothing() throws Exception {
    door.fail(new Trouble.Unavailable(), 1);

    assertThat(send("PUT", "states").statusCode()).isEqualTo(503);
    assertThat(served).isEmpty();
  }

  @Test
  void anAnswerIsLostThoughAllWasDone() {
    door.fail(new Trouble.AnswerLost(), 1);

    assertThatThrownBy(() -> send("PUT", "states")).isInstanceOf(IOException.class);
    assertThat(served).isNotEmpty();
    assertThat(log.begun()).isEmpty();
  }

  @Test
  void anAnswerIsCut() {
    door.fail(new Trouble.CutAnswer(), 1);

    assertThatThrownBy(() -> send("PUT", "states")).isInstanceOf(IOException.class);
  }

  @Test
  void aSilentServerIsLeft() {
    door.fail(new Trouble.Silence(), 1);

    assertThatThrownBy(() -> send("PUT", "states")).isInstanceOf(HttpTimeoutException.class);
    assertThat(served).isEmpty();
  }

  @Test
  void itRecovers() throws Exception {
    door.fail(new Trouble.Unavailable(), 1);
    door.recover();

    assertThat(send("PUT", "states").statusCode()).isEqualTo(200);
  }
}
