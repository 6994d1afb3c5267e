package dev.lamina.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import dev.lamina.servers.s3.S3Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3StoreIT extends ObjectStoreContract {

  @TempDir static Path folder;

  @SuppressWarnings("NullAway.Init") // Set before all tests.
  private static S3Server server;

  @SuppressWarnings("NullAway.Init") // Set before each test.
  private S3Settings settings;

  @BeforeAll
  static void start() {
    server = S3Server.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  ObjectStore empty() {
    settings = S3ForTests.fresh(server);
    return S3Store.connect(settings);
  }

  @Override
  ObjectStore again() {
    return S3Store.connect(settings);
  }

  @Test
  void theProbeLeavesNothingBehind() {
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void aWrongSecretIsToldAtOnce() {
    S3Settings wrong =
        new S3Settings(server.endpoint(), "us-east-1", "lamina", "", server.accessKey(), "wrong");

    assertThatThrownBy(() -> S3Store.connect(wrong))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.STORE_UNAVAILABLE))
        .hasMessageContaining("Check the access key")
        .hasMessageNotContaining("wrong");
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    S3Settings nowhere =
        new S3Settings("http://127.0.0.1:9", "us-east-1", "lamina", "", "key", "secret");

    assertThatThrownBy(() -> S3Store.connect(nowhere))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.STORE_UNAVAILABLE))
        .hasMessageContaining("s3://lamina at http://127.0.0.1:9")
        .hasMessageContaining("Connection refused");
  }

  @Test
  void anEndpointThatIsNoneIsRefused() {
    S3Settings nonsense = new S3Settings("not an address", "r", "lamina", "", "key", "secret");

    assertThatThrownBy(() -> S3Store.connect(nonsense))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("https://s3.example.org");
  }

  @Test
  void aBucketThatCannotBeIsRefused() {
    S3Settings wrong = new S3Settings(server.endpoint(), "us-east-1", "B", "", "key", "secret");

    assertThatThrownBy(() -> S3Store.connect(wrong))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("Choose another bucket");
  }

  @Test
  void aServerThatOverwritesIsRefusedAtConnect() throws IOException {
    try (var careless = new FakeServer(200, 200)) {
      assertThatThrownBy(() -> S3Store.connect(careless.settings()))
          .isInstanceOfSatisfying(
              FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.STORE_UNAVAILABLE))
          .hasMessageContaining("ignores If-None-Match: *");
    }
  }

  @Test
  void aConflictIsTriedAgainAndAPreconditionThatFailedMeansStored() throws IOException {
    try (var busy = new FakeServer(409, 503, 200, 412);
        S3Store connected = S3Store.connect(busy.settings())) {
      assertThat(connected.describe()).isEqualTo("s3://lamina at " + busy.settings().endpoint());
      assertThat(busy.puts.get()).isEqualTo(4);
    }
  }

  @Test
  void settingsDoNotTellTheSecret() {
    assertThat(settings.toString()).doesNotContain(server.secretKey());
  }

  @Test
  void withoutAPrefixKeysStandAsTheyAre() {
    S3Settings bare = S3ForTests.settings(server, "");
    try (ObjectStore whole = S3Store.connect(bare)) {
      store.createOnce("here", bytes("x"));

      assertThat(whole.read(settings.prefix() + "/here")).contains(bytes("x"));
    }
  }

  /// Answers one PUT after the other with the next status, and everything else with 200.
  private static final class FakeServer implements AutoCloseable {

    private final AtomicInteger puts = new AtomicInteger();
    private final HttpServer http;

    FakeServer(int... statuses) throws IOException {
      http = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
      http.createContext(
          "/",
          exchange -> {
            exchange.getRequestBody().readAllBytes();
            boolean put = exchange.getRequestMethod().equals("PUT");
            int status = put ? statuses[puts.getAndIncrement()] : 200;
            byte[] body = bytes(status < 400 ? "" : error(status));
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            exchange.getResponseHeaders().set("ETag", "\"0\"");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      http.start();
    }

    S3Settings settings() {
      String endpoint = "http://127.0.0.1:" + http.getAddress().getPort();
      return new S3Settings(endpoint, "us-east-1", "lamina", "", "key", "secret");
    }

    private static String error(int status) {
      return "<Error><Code>Code%d</Code><Message>m</Message></Error>".formatted(status);
    }

    @Override
    public void close() {
      http.stop(0);
    }
  }
}
