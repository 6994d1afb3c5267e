package dev.lamina.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sweep over a model that a hub keeps, as a user with a token runs it.
class HubIT {

  private static final Path MODEL = Project.DEMO.resolve("models/bge-small-en");
  private static final String COMMIT = "89abcdef0123456789abcdef0123456789abcdef";
  private static final String TOKEN = "the-token";

  @TempDir private Path folder;
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  @SuppressWarnings("NullAway.Init") // Set before each test.
  private HttpServer hub;

  @BeforeEach
  void start() throws IOException {
    hub = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    hub.createContext("/", this::answer);
    hub.start();
    Files.writeString(
        folder.resolve("rows.jsonl"),
        """
        {"id":"a","input":"A dog sleeps."}
        {"id":"b","input":"Two cats play in the garden."}
        {"id":"c","input":"Nobody came to the party on Friday."}
        """);
  }

  @AfterEach
  void stop() {
    hub.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(path);
    boolean known =
        ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    byte[] body = new byte[0];
    if (known) {
      body =
          path.startsWith("/api/")
              ? listing()
              : Files.readAllBytes(MODEL.resolve(path.substring(path.lastIndexOf('/') + 1)));
    }
    exchange.sendResponseHeaders(known ? 200 : 401, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static byte[] listing() throws IOException {
    List<Map<String, Object>> siblings = new ArrayList<>();
    for (String name : List.of("model.onnx", "tokenizer.json")) {
      Path file = MODEL.resolve(name);
      siblings.add(
          Map.of(
              "rfilename", name,
              "size", Files.size(file),
              "lfs", Map.of("sha256", sha256(file))));
    }
    return new JsonMapper()
        .writeValueAsBytes(Map.of("id", "demo/bge", "sha", COMMIT, "siblings", siblings));
  }

  private static String sha256(Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Cli.Outcome run(String source, String token) throws Exception {
    Path spec = folder.resolve("sweep.yaml");
    Files.writeString(
        spec,
        """
        apiVersion: lamina/v1
        name: from-a-hub
        models: { m: { source: "%s" } }
        compare: [{ experimental: m, control: m }]
        tasks: [{ name: t, rows: "file:rows.jsonl" }]
        """
            .formatted(source));
    String endpoint = "http://127.0.0.1:" + hub.getAddress().getPort();
    Cli cli = new Cli(folder.resolve("data"), Map.of("HF_ENDPOINT", endpoint, "HF_TOKEN", token));
    return cli.run("run", spec.toString(), "--out", folder.resolve("out").toString(), "-o", "json");
  }

  @Test
  void aModelIsFetchedOncePinnedAndRun() throws Exception {
    Cli.Outcome first = run("hf://demo/bge", TOKEN);
    List<String> askedFirst = List.copyOf(asked);
    asked.clear();
    Cli.Outcome again = run("hf://demo/bge@" + COMMIT, TOKEN);

    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.err()).contains("Fetching hf://demo/bge@" + COMMIT + ": 2 files");
    assertThat(askedFirst)
        .containsExactly(
            "/api/models/demo/bge/revision/main",
            "/demo/bge/resolve/" + COMMIT + "/tokenizer.json",
            "/demo/bge/resolve/" + COMMIT + "/model.onnx");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.err()).contains("nothing extracted");
    assertThat(asked).isEmpty();
  }

  @Test
  void aModelThatMayNotBeReadIsTold() throws Exception {
    Cli.Outcome outcome = run("hf://demo/bge", "another-token");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("models.m.source", "no such model, or it is private", "HF_TOKEN")
        .doesNotContain("another-token", "\tat ");
  }
}
