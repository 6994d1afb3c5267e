package dev.lamina.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamina.system.page.Browser;
import dev.lamina.system.page.View;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The three services with a real Kafka and a real S3, held to what one process computes.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServicesIT {

  private static final Duration MOST = Duration.ofMinutes(8);

  private Path folder = Path.of("");
  private LocalServices services;
  private Api api;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    services = LocalServices.start(Project.HOME, folder.resolve("services"), 0);
    api = new Api(services.gateway());
  }

  @AfterAll
  void stop() {
    api.close();
    services.close();
  }

  private String submit(byte[] spec) throws Exception {
    HttpResponse<byte[]> response = api.post("/sweeps", spec);
    assertThat(response.statusCode()).as(new String(response.body(), UTF_8)).isEqualTo(202);
    return Api.json(response).get("id").asText();
  }

  @Test
  void theDemoGivesTheSameScoresAsStandaloneBitForBit() throws Exception {
    Path out = folder.resolve("standalone");
    Cli cli = new Cli(folder.resolve("data"));
    Cli.Outcome demo = cli.run("demo", "--no-serve", "--out", out.toString());
    assertThat(demo.code()).as(demo.err()).isZero();

    String id = submit(Files.readAllBytes(Project.DEMO.resolve("sweep.yaml")));
    String events = api.events(id);
    JsonNode status = api.awaitEnd(id, MOST);

    assertThat(status.get("state").asText()).as(status.toString()).isEqualTo("SUCCEEDED");
    assertThat(events).contains("event:progress").contains("SUCCEEDED");
    assertThat(api.get("/sweeps/" + id + "/scores?format=csv").body())
        .isEqualTo(Files.readAllBytes(out.resolve("scores.csv")));
    assertThat(Api.json(api.get("/sweeps/" + id + "/findings")).get("statements")).isNotEmpty();
    assertThat(out.resolve("report.html")).exists();
    assertThat(new String(Files.readAllBytes(out.resolve("scores.parquet")), 0, 4, UTF_8))
        .isEqualTo("PAR1");
    pageShows(id, status);
  }

  private void pageShows(String id, JsonNode status) {
    try (Browser browser = Browser.start();
        View view = browser.open(services.gateway() + "/#/sweeps/" + id)) {
      // Layer 0 has no scores: the first token is the same for every row there.
      view.waitForCells((status.get("layers").asInt() - 1) * status.get("tasks").size());
      assertThat(view.text()).contains(status.get("name").asText());
      assertThat(view.coloursDrawn("heatmap")).isGreaterThan(3);
      assertThat(view.errors()).isEmpty();
    }
  }

  @Test
  void anExtractorThatIsKilledCostsNoScore() throws Exception {
    Path spec = folder.resolve("small.yaml");
    Files.writeString(spec, Project.smallSpec("killed", 60));
    Path out = folder.resolve("calm");
    Cli cli = new Cli(folder.resolve("calm-data"));
    Cli.Outcome calm = cli.run("run", spec.toString(), "--out", out.toString());
    assertThat(calm.code()).as(calm.err()).isZero();

    String id = submit(Files.readAllBytes(spec));
    Thread.sleep(1500);
    services.extractor().kill();
    services.restartExtractor();
    JsonNode status = api.awaitEnd(id, MOST);

    assertThat(status.get("state").asText()).as(status.toString()).isEqualTo("SUCCEEDED");
    assertThat(api.get("/sweeps/" + id + "/scores?format=csv").body())
        .isEqualTo(Files.readAllBytes(out.resolve("scores.csv")));
  }

  @Test
  void aCheckpointAndItsAdaptersInABucketGiveTheSameScoresAndTheBaseIsLoadedOnce()
      throws Exception {
    TinySweep.in(folder.resolve("tiny"));
    SourceBucket bucket = new SourceBucket(services.s3());
    bucket.fill(folder.resolve("tiny"));
    Path spec = folder.resolve("tiny.yaml");
    Files.writeString(spec, TinySweep.specAt(bucket.address()));
    Path out = folder.resolve("tiny-out");
    Cli cli = new Cli(folder.resolve("tiny-data"), bucket.environment());
    Cli.Outcome standalone = cli.run("run", spec.toString(), "--out", out.toString());
    assertThat(standalone.code()).as(standalone.err()).isZero();
    double loadsBefore = counted("lamina_extractor_model_loads_total");
    double switchesBefore = counted("lamina_extractor_adapter_switches_total");

    String id = submit(Files.readAllBytes(spec));
    JsonNode status = api.awaitEnd(id, MOST);

    assertThat(status.get("state").asText()).as(status.toString()).isEqualTo("SUCCEEDED");
    assertThat(api.get("/sweeps/" + id + "/scores?format=csv").body())
        .isEqualTo(Files.readAllBytes(out.resolve("scores.csv")));
    assertThat(counted("lamina_extractor_model_loads_total") - loadsBefore).isEqualTo(1);
    assertThat(counted("lamina_extractor_adapter_switches_total") - switchesBefore)
        .isEqualTo(TinySweep.TASKS.size());
  }

  private double counted(String counter) throws Exception {
    return ServiceMetrics.of(services.extractor()).sum(counter);
  }

  @Test
  void theSameSpecAgainIsTheSameSweepAndExtractsNothing() throws Exception {
    byte[] spec = Project.smallSpec("twice", 10).getBytes(UTF_8);
    String first = submit(spec);
    api.awaitEnd(first, MOST);

    String second = submit(spec);

    assertThat(second).isEqualTo(first);
    assertThat(api.status(second).get("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(Api.json(api.post("/plans", spec)).get("batchesStored").asInt()).isEqualTo(6);
  }

  @Test
  void aBadSpecIsAProblemWithAllItsFaults() throws Exception {
    String spec = Project.smallSpec("bad", 10).replace("pooling: cls", "pooling: clss");

    HttpResponse<byte[]> response = api.post("/sweeps", (spec + "layrs: all\n").getBytes(UTF_8));

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.headers().firstValue("content-type").orElse(""))
        .startsWith("application/problem+json");
    JsonNode problem = Api.json(response);
    assertThat(problem.get("faults")).hasSize(2);
    assertThat(problem.get("detail").asText()).contains("Did you mean \"layers\"?");
  }

  @Test
  void filesOutsideOfTheRootsAreNotRead() throws Exception {
    String spec =
        Project.smallSpec("climb", 10)
            .replace(Project.DEMO + "/tasks/arithmetic.jsonl", "../../../../../../etc/passwd");

    HttpResponse<byte[]> response = api.post("/sweeps", spec.getBytes(UTF_8));

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(new String(response.body(), UTF_8)).doesNotContain("root:");
  }

  @Test
  void uploadedRowsAndModelsAreUsedLikeFiles() throws Exception {
    Path model = Project.DEMO.resolve("models/bge-small-en");
    for (String file : new String[] {"model.onnx", "tokenizer.json"}) {
      assertThat(
              api.post("/models/mine/" + file, Files.readAllBytes(model.resolve(file)))
                  .statusCode())
          .isEqualTo(201);
    }
    byte[] rows =
        "{\"id\":\"a\",\"input\":\"One row.\"}\n{\"id\":\"b\",\"input\":\"Two rows.\"}\n"
            .getBytes(UTF_8);
    assertThat(api.post("/tasks/two", rows).statusCode()).isEqualTo(201);

    String id =
        submit(
            """
            apiVersion: lamina/v1
            name: uploaded
            models: { m: { source: "upload:mine" } }
            compare: [{ experimental: m, control: m }]
            tasks: [{ name: two, rows: "upload:two" }]
            measures: [cka]
            """
                .getBytes(UTF_8));

    JsonNode status = api.awaitEnd(id, MOST);
    assertThat(status.get("state").asText()).as(status.toString()).isEqualTo("SUCCEEDED");
    JsonNode top = Api.json(api.get("/sweeps/" + id + "/scores?layer=12")).get("scores").get(0);
    assertThat(top.get("value").asDouble()).isEqualTo(1);
    assertThat(new String(api.get("/tasks").body(), UTF_8)).contains("upload:two");
    assertThat(new String(api.get("/models").body(), UTF_8)).contains("upload:mine");
  }

  @Test
  void scoresComeAsParquetAndAParquetFileWithoutRowsIsRefused() throws Exception {
    String id = submit(Project.smallSpec("parquet", 10).getBytes(UTF_8));
    api.awaitEnd(id, MOST);

    byte[] scores = api.get("/sweeps/" + id + "/scores?format=parquet").body();
    HttpResponse<byte[]> refused = api.post("/tasks/scores", scores);

    assertThat(new String(scores, 0, 4, UTF_8)).isEqualTo("PAR1");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(new String(refused.body(), UTF_8)).contains("scores, row 1");
  }

  @Test
  void uploadsThatWouldClimbOrAreBrokenAreRefused() throws Exception {
    byte[] rows = "{\"id\":\"a\",\"input\":\"One row.\"}\n".getBytes(UTF_8);
    assertThat(api.post("/tasks/..%2Fescape", rows).statusCode()).isBetween(400, 499);
    assertThat(api.post("/models/..%2Fescape/model.onnx", rows).statusCode()).isBetween(400, 499);
    assertThat(api.post("/models/m/..%2Fescape.onnx", rows).statusCode()).isBetween(400, 499);
    HttpResponse<byte[]> broken = api.post("/tasks/broken", "{oops\n".getBytes(UTF_8));
    assertThat(broken.statusCode()).isEqualTo(422);
    assertThat(new String(broken.body(), UTF_8)).contains("broken, line 1");
    assertThat(new String(api.get("/tasks").body(), UTF_8)).doesNotContain("escape", "broken");
  }

  @Test
  void aSweepThatIsNotThereIsAProblem() throws Exception {
    assertThat(api.get("/sweeps/none").statusCode()).isEqualTo(404);
    assertThat(api.get("/sweeps/none/scores").statusCode()).isEqualTo(404);
    assertThat(api.get("/sweeps/none/events").statusCode()).isEqualTo(404);
    assertThat(api.delete("/sweeps/none").statusCode()).isEqualTo(404);
  }

  @Test
  void eachServiceTellsItsHealthAndItsMetrics() throws Exception {
    for (URI service : addresses()) {
      assertThat(fetch(service.resolve("/q/health/live"))).contains("UP");
      assertThat(fetch(service.resolve("/q/health/ready"))).contains("UP");
      assertThat(fetch(service.resolve("/q/metrics"))).contains("jvm_memory");
    }
    assertThat(fetch(services.extractor().address().resolve("/q/metrics")))
        .contains(
            "lamina_extractor_rows_total",
            "lamina_extractor_model_loads_total",
            "lamina_extractor_adapter_switches_total");
    assertThat(fetch(services.gateway().resolve("/q/openapi"))).contains("/api/v1/sweeps");
  }

  @Test
  void aClientThatOffersAnotherProtocolIsAnsweredInItsOwn() throws Exception {
    for (URI service : addresses()) {
      assertThat(answer(service.resolve("/q/health/live")).version())
          .isEqualTo(HttpClient.Version.HTTP_1_1);
    }
  }

  private List<URI> addresses() {
    return List.of(
        services.gateway(), services.extractor().address(), services.analyzer().address());
  }

  private static String fetch(URI address) throws Exception {
    return answer(address).body();
  }

  /// To a client that offers to go on in HTTP/2.
  private static HttpResponse<String> answer(URI address) throws Exception {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      return client.send(
          HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
