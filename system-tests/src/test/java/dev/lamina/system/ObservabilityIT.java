package dev.lamina.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lamina.system.trace.ReceivedSpan;
import dev.lamina.system.trace.TraceCollector;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What one sees of the three services from outside while they do a small sweep.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObservabilityIT {

  private static final Duration MOST = Duration.ofMinutes(4);
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Pattern TYPE = Pattern.compile("# TYPE (lamina_\\S+) (\\S+)");

  private Path folder = Path.of("");
  private TraceCollector collector;
  private LocalServices services;
  private String sweep = "";

  @BeforeAll
  void runASweep(@TempDir Path temporary) throws Exception {
    folder = temporary;
    collector = TraceCollector.start();
    services =
        LocalServices.start(
            Project.HOME,
            folder,
            0,
            Map.of(
                "lamina.tracing.endpoint", collector.endpoint(),
                "quarkus.otel.exporter.otlp.protocol", "http/protobuf",
                "quarkus.otel.bsp.schedule.delay", "200ms",
                "quarkus.log.category.\"dev.lamina.queue\".level", "DEBUG"));
    try (Api api = new Api(services.gateway())) {
      HttpResponse<byte[]> answer =
          api.post("/sweeps", Project.smallSpec("observed", 10).getBytes(UTF_8));
      assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(202);
      sweep = Api.json(answer).get("id").asText();
      assertThat(api.awaitEnd(sweep, MOST).get("state").asText()).isEqualTo("SUCCEEDED");
    }
  }

  @AfterAll
  void stop() {
    services.close();
    collector.close();
  }

  @Test
  void aUnitIsOneTraceFromItsReleaseToItsNews() throws Exception {
    ReceivedSpan submit = await("POST /api/v1/sweeps");
    ReceivedSpan release =
        collector.await(
            span ->
                span.name().equals("send lamina.extraction.default")
                    && span.links().contains(submit.id()),
            SOON);
    ReceivedSpan work = child(release, "process lamina.extraction.default");
    ReceivedSpan stored = child(work, "S3 PUT");
    ReceivedSpan announced = child(work, "lamina.extractor-events publish");
    ReceivedSpan heard = child(announced, "lamina.extractor-events receive");

    assertThat(release.parent()).isEmpty();
    assertThat(work.attributes()).containsEntry("lamina.outcome", "computed");
    assertThat(work.attributes().get("lamina.unit")).matches("[0-9a-f]{64}");
    assertThat(stored.attributes().get("url.path")).startsWith("/lamina/");
    assertThat(
            Stream.of(work, stored, announced, heard, release).map(ReceivedSpan::trace).distinct())
        .hasSize(1);
    assertThat(
            Stream.of(submit, release, work, stored, announced, heard).map(ReceivedSpan::service))
        .containsExactly(
            "lamina-gateway",
            "lamina-gateway",
            "lamina-extractor",
            "lamina-extractor",
            "lamina-extractor",
            "lamina-gateway");
  }

  @Test
  void anAnalysisLinksToTheNewsThatMadeItReady() throws Exception {
    ReceivedSpan release = await("send lamina.analysis");
    ReceivedSpan work = child(release, "process lamina.analysis");
    child(work, "S3 GET");
    child(work, "S3 PUT");
    assertThat(work.service()).isEqualTo("lamina-analyzer");

    assertThat(release.links()).hasSize(1);
    ReceivedSpan cause =
        collector.await(span -> span.id().equals(release.links().getFirst()), SOON);
    assertThat(cause.service()).isEqualTo("lamina-gateway");
    assertThat(collector.all())
        .filteredOn(span -> span.trace().equals(cause.trace()))
        .extracting(ReceivedSpan::name)
        .contains("process lamina.extraction.default", "lamina.extractor-events receive");
  }

  private ReceivedSpan await(String name) throws InterruptedException {
    return collector.await(span -> span.name().equals(name), SOON);
  }

  private ReceivedSpan child(ReceivedSpan of, String name) throws InterruptedException {
    return collector.await(span -> span.name().equals(name) && span.parent().equals(of.id()), SOON);
  }

  @Test
  void whatIsExposedIsOnThePageAndWhatIsOnThePageIsExposed() throws Exception {
    Map<String, String> exposed = new TreeMap<>();
    for (URI service : addresses()) {
      Matcher type = TYPE.matcher(fetch(service.resolve("/q/metrics")));
      while (type.find()) {
        if (!type.group(1).endsWith("_max")) {
          exposed.put(series(type.group(1), type.group(2)), type.group(2));
        }
      }
    }

    Map<String, String> page = MetricsPage.read().own();
    // These two want a reference; OracleCheckTest has one.
    assertThat(page.remove("lamina_extractor_oracle_error")).isEqualTo("gauge");
    assertThat(page.remove("lamina_extractor_oracle_cosine")).isEqualTo("gauge");
    assertThat(exposed).isEqualTo(page);
  }

  /// OpenMetrics leaves a counter's ending to its samples.
  private static String series(String name, String kind) {
    return kind.equals("counter") && !name.endsWith("_total") ? name + "_total" : name;
  }

  @Test
  void logsAreJsonAndThoseOfAUnitCarryItsKey() throws IOException {
    List<JsonNode> lines = logs("extractor-service");

    assertThat(lines)
        .allSatisfy(l -> assertThat(l.get("service").asText()).isEqualTo("lamina-extractor"));
    assertThat(lines)
        .filteredOn(line -> line.get("message").asText().startsWith("Unit ended"))
        .hasSize(6)
        .allSatisfy(
            line -> {
              assertThat(line.at("/mdc/unit").asText()).matches("[0-9a-f]{64}");
              assertThat(line.at("/mdc/queue").asText()).isEqualTo("lamina.extraction.default");
              assertThat(line.at("/mdc/traceId").asText()).matches("[0-9a-f]{32}");
            });
  }

  private List<JsonNode> logs(String service) throws IOException {
    JsonMapper json = new JsonMapper();
    return Files.readAllLines(folder.resolve(service + ".log")).stream()
        .map(
            line -> {
              try {
                return json.readTree(line);
              } catch (IOException e) {
                throw new AssertionError("no JSON: " + line, e);
              }
            })
        .toList();
  }

  private List<URI> addresses() {
    return List.of(
        services.gateway(), services.extractor().address(), services.analyzer().address());
  }

  private static String fetch(URI address) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
