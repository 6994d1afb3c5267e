package dev.lamina.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Two gateways with a real Kafka and a real S3, of which the one that leads is killed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayReplicasIT {

  private static final Duration MOST = Duration.ofMinutes(6);
  private static final int TASKS = 8;
  private static final int ROWS = 60;

  private Path folder = Path.of("");
  private LocalServices services;
  private final List<GatewayReplica> gateways = new ArrayList<>();

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    services = LocalServices.start(Project.HOME, folder.resolve("services"), 0);
    gateways.add(new GatewayReplica(services.firstGateway()));
  }

  @BeforeEach
  void standTwo() throws Exception {
    while (gateways.size() < 2) {
      var _ = another();
    }
  }

  private GatewayReplica another() throws Exception {
    GatewayReplica replica = new GatewayReplica(services.anotherGateway());
    gateways.add(replica);
    return replica;
  }

  /// It is about to end; what asked it asks it no more.
  private void gone(GatewayReplica replica) {
    gateways.remove(replica);
    replica.api().close();
  }

  private void tellTakeovers() throws Exception {
    Files.readAllLines(folder.resolve("services/gateway.log")).stream()
        .filter(line -> line.contains("This gateway leads") || line.contains("Leadership"))
        .forEach(System.out::println);
  }

  @AfterAll
  void stop() {
    gateways.forEach(GatewayReplica::close);
    services.close();
  }

  @Test
  void aSweepSurvivesTheGatewayThatLeads() throws Exception {
    // Given
    RowsSweep sweep = new RowsSweep("survives", TASKS, ROWS);
    String calm = scoresOfOneProcess(sweep);
    GatewayReplica leader = leader();
    GatewayReplica other = otherThan(leader);
    double rowsBefore = extractedRows();
    upload(other, sweep);

    // When
    String id = submit(other, sweep);
    CompletableFuture<String> watched = watch(other, id);
    awaitBatches(leader, id, 3);
    assertThat(batches(other, id)).isGreaterThanOrEqualTo(2);
    long killed = System.nanoTime();
    gone(leader);
    leader.process().kill();
    awaitLead(other);
    long failover = System.nanoTime() - killed;
    int atFailover = batches(other, id);
    awaitBatches(other, id, Math.min(atFailover + 1, 2 * TASKS));
    long goesOn = System.nanoTime() - killed;
    JsonNode status = other.api().awaitEnd(id, MOST);

    // Then
    System.out.printf(
        "gateway killed: another leads after %d ms, the next batch is stored after %d ms%n",
        failover / 1_000_000, goesOn / 1_000_000);
    tellTakeovers();
    assertThat(status.get("state").asText()).as(status.toString()).isEqualTo("SUCCEEDED");
    assertThat(failover).isLessThan(Duration.ofSeconds(20).toNanos());
    String scores = text(other.api().get("/sweeps/" + id + "/scores?format=csv"));
    assertThat(scores).isEqualTo(calm);
    List<String> lines = scores.lines().toList();
    assertThat(new HashSet<>(lines)).hasSameSizeAs(lines);
    assertThat(watched.get(1, TimeUnit.MINUTES)).contains("SUCCEEDED");
    double redone = extractedRows() - rowsBefore - 2.0 * TASKS * ROWS;
    System.out.printf("rows extracted more than once: %.0f%n", redone);
    assertThat(redone).isBetween(0.0, 2.0 * ROWS);

    // And the gateway that comes back shows the same, and does nothing.
    JsonNode seen = another().api().status(id);
    assertThat(seen.get("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(seen.get("progress")).isEqualTo(status.get("progress"));
  }

  @Test
  void aGatewayThatStopsHandsOverAtOnce() throws Exception {
    GatewayReplica leader = leader();
    GatewayReplica other = otherThan(leader);

    long stopped = System.nanoTime();
    gone(leader);
    leader.process().close();
    awaitLead(other);

    System.out.printf(
        "gateway stopped: another leads after %d ms%n", (System.nanoTime() - stopped) / 1_000_000);
    tellTakeovers();
  }

  @Test
  void whatIsCancelledAtOneGatewayIsNotRun() throws Exception {
    GatewayReplica leader = leader();
    GatewayReplica other = otherThan(leader);
    RowsSweep sweep = new RowsSweep("cancelled", TASKS, ROWS);
    upload(other, sweep);
    double rowsBefore = extractedRows();
    String id = submit(other, sweep);
    awaitBatches(other, id, 1);

    assertThat(other.api().delete("/sweeps/" + id).statusCode()).isEqualTo(200);

    assertThat(other.api().status(id).get("state").asText()).isEqualTo("CANCELLED");
    Thread.sleep(1_000);
    assertThat(leader.api().status(id).get("state").asText()).isEqualTo("CANCELLED");
    double rows = settledRows() - rowsBefore;
    int stored = batches(other, id);
    System.out.printf("cancelled: %d of %d batches were done%n", stored, 2 * TASKS);
    assertThat(rows).isLessThan(2.0 * TASKS * ROWS).isEqualTo((double) stored * ROWS);
    assertThat(batches(leader, id)).isEqualTo(stored);

    // And wanted again, it is finished with what is stored.
    assertThat(submit(leader, sweep)).isEqualTo(id);
    JsonNode status = other.api().awaitEnd(id, MOST);
    assertThat(status.get("state").asText()).as(status.toString()).isEqualTo("SUCCEEDED");
    assertThat(extractedRows() - rowsBefore).isEqualTo(2.0 * TASKS * ROWS);
  }

  @Test
  void aRequestSentAgainWithItsKeyGivesTheSameSweepAtAnyGateway() throws Exception {
    byte[] spec = Project.smallSpec("keyed", 10).getBytes(UTF_8);
    byte[] edited = Project.smallSpec("keyed", 11).getBytes(UTF_8);

    HttpResponse<byte[]> first = gateways.getFirst().api().submit(spec, "mine");
    HttpResponse<byte[]> again = gateways.getLast().api().submit(spec, "mine");
    HttpResponse<byte[]> other = gateways.getLast().api().submit(edited, "mine");

    assertThat(first.statusCode()).as(text(first)).isEqualTo(202);
    assertThat(again.statusCode()).as(text(again)).isEqualTo(202);
    assertThat(Api.json(again).get("id")).isEqualTo(Api.json(first).get("id"));
    assertThat(other.statusCode()).as(text(other)).isEqualTo(422);
    gateways.getLast().api().awaitEnd(Api.json(first).get("id").asText(), MOST);
  }

  private String scoresOfOneProcess(RowsSweep sweep) throws Exception {
    Path spec = sweep.writeTo(folder);
    Path out = folder.resolve(sweep.name() + "-out");
    Cli.Outcome calm =
        new Cli(folder.resolve(sweep.name() + "-data"))
            .run("run", spec.toString(), "--out", out.toString());
    assertThat(calm.code()).as(calm.err()).isZero();
    return Files.readString(out.resolve("scores.csv"));
  }

  private static void upload(GatewayReplica gateway, RowsSweep sweep) throws Exception {
    for (int task = 0; task < sweep.tasks(); task++) {
      byte[] rows = sweep.rows(task).getBytes(UTF_8);
      assertThat(gateway.api().post("/tasks/" + sweep.task(task), rows).statusCode())
          .isEqualTo(201);
    }
  }

  private static String submit(GatewayReplica gateway, RowsSweep sweep) throws Exception {
    HttpResponse<byte[]> response =
        gateway.api().post("/sweeps", sweep.specOfUploads().getBytes(UTF_8));
    assertThat(response.statusCode()).as(text(response)).isEqualTo(202);
    return Api.json(response).get("id").asText();
  }

  private static CompletableFuture<String> watch(GatewayReplica gateway, String id) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return gateway.api().events(id);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static int batches(GatewayReplica gateway, String id) throws Exception {
    return gateway.api().status(id).at("/progress/extraction/done").asInt();
  }

  private static void awaitBatches(GatewayReplica gateway, String id, int count) throws Exception {
    long deadline = System.nanoTime() + MOST.toNanos();
    while (batches(gateway, id) < count) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(50);
    }
  }

  private GatewayReplica leader() throws Exception {
    for (int i = 0; i < 600; i++) {
      for (GatewayReplica gateway : gateways) {
        if (gateway.leads()) {
          return gateway;
        }
      }
      Thread.sleep(50);
    }
    throw new AssertionError("no gateway leads");
  }

  private GatewayReplica otherThan(GatewayReplica leader) throws Exception {
    GatewayReplica other =
        gateways.stream().filter(g -> !g.equals(leader)).findFirst().orElseThrow();
    assertThat(other.leads()).isFalse();
    return other;
  }

  private static void awaitLead(GatewayReplica gateway) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!gateway.leads()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  private double extractedRows() throws Exception {
    return ServiceMetrics.of(services.extractor()).sum("lamina_extractor_rows_total");
  }

  /// Once nothing has been extracted for a while.
  private double settledRows() throws Exception {
    double before = -1;
    double rows = extractedRows();
    while (rows != before) {
      Thread.sleep(6_000);
      before = rows;
      rows = extractedRows();
    }
    return rows;
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }
}
