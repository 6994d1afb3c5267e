package dev.lamina.system.load;

import dev.lamina.contract.ArrayDigest;
import dev.lamina.servers.s3.S3Server;
import dev.lamina.system.Api;
import dev.lamina.system.chaos.Fleet;
import dev.lamina.tensor.S3Settings;
import dev.lamina.tensor.S3Store;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A plan of a million units, a thousand sweeps behind it and two hundred watchers, against one
/// gateway with a bounded heap. Workers are real but for the model.
public final class Load {

  private static final int HUGE_MODELS = 100;
  private static final int SWEEPS = 1_000;
  private static final int WATCHERS = 200;
  private static final int STUBS = 2;
  private static final int HEAP_MIB = 512;
  private static final Duration MOST = Duration.ofMinutes(15);
  private static final int ACCEPTED = 202;

  private final Fleet fleet;
  private final LoadModels models;
  private final Api api;
  private final PrintStream out;

  private Load(Fleet fleet, LoadModels models, Api api, PrintStream out) {
    this.fleet = fleet;
    this.models = models;
    this.api = api;
    this.out = out;
  }

  /// @param folder empty, for data and logs
  public static void run(Path home, Path folder, PrintStream out) throws Exception {
    Path sources = Files.createDirectories(folder.resolve("models"));
    LoadModels models = LoadModels.in(home, sources);
    Fleet.Setup setup = new Fleet.Setup(1, 0, 1, Duration.ZERO, HEAP_MIB);
    try (Fleet fleet = Fleet.start(home, folder, setup);
        Api api = new Api(fleet.gateways().getFirst());
        S3Store store = S3Store.connect(bucket(fleet));
        StubWorkers stubs = new StubWorkers(fleet.kafka(), store, STUBS);
        GatewayMemory memory =
            new GatewayMemory(fleet.gateways().getFirst(), fleet.gatewayProcess())) {
      new Load(fleet, models, api, out).measure(stubs, memory);
    }
  }

  private static S3Settings bucket(Fleet fleet) {
    return new S3Settings(
        fleet.store(), "us-east-1", "lamina", "", S3Server.ACCESS_KEY, S3Server.SECRET_KEY);
  }

  private void measure(StubWorkers stubs, GatewayMemory memory) throws Exception {
    byte[] huge = models.hugeSpec(HUGE_MODELS);
    Instant start = Instant.now();
    submit(huge);
    out.printf(
        "A plan of %,d units submitted in %.1f s.%n", HUGE_MODELS * LoadModels.ROWS, since(start));
    List<Double> seconds = new ArrayList<>();
    List<Watcher> watchers = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      Instant submitting = Instant.now();
      for (int i = 0; i < SWEEPS; i++) {
        byte[] spec = models.smallSpec(i);
        Instant sent = Instant.now();
        String id = submit(spec);
        seconds.add(since(sent));
        ids.add(id);
        if (i % (SWEEPS / WATCHERS) == 0) {
          watchers.add(Watcher.of(client, fleet.gateways().getFirst(), id));
        }
      }
      double submitted = since(submitting);
      long unfinished = awaitAll(ids);
      out.println(
          new Figures(
                  seconds,
                  submitted,
                  since(submitting),
                  unfinished,
                  lags(watchers, stubs.told()),
                  watchers.stream().mapToLong(Watcher::events).sum(),
                  stubs.done(),
                  memory.samples())
              .table(HEAP_MIB));
    }
  }

  private String submit(byte[] spec) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = api.post("/sweeps", spec);
    if (answer.statusCode() != ACCEPTED) {
      throw new IllegalStateException(new String(answer.body(), StandardCharsets.UTF_8));
    }
    return Api.json(answer).get("id").asText();
  }

  /// @return how many did not succeed in time
  private long awaitAll(List<String> ids) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(MOST);
    List<String> left = new ArrayList<>(ids);
    while (!left.isEmpty() && Instant.now().isBefore(deadline)) {
      Thread.sleep(Duration.ofSeconds(1));
      // They end about in the order of their submission; the first that runs tells enough.
      while (!left.isEmpty()
          && api.status(left.getFirst()).path("state").asText().equals("SUCCEEDED")) {
        left.removeFirst();
      }
    }
    return left.size();
  }

  /// From the moment in which a worker said that a sweep's last batch is stored to the one in
  /// which the sweep's watcher heard of it.
  private List<Double> lags(List<Watcher> watchers, Map<ArrayDigest, Instant> told)
      throws IOException, InterruptedException {
    List<Double> lags = new ArrayList<>();
    for (Watcher watcher : watchers) {
      if (watcher.extracted().isPresent()) {
        Instant last = Instant.MIN;
        for (String array : arrays(watcher.sweep())) {
          Instant at = told.getOrDefault(new ArrayDigest(array), Instant.MIN);
          last = at.isAfter(last) ? at : last;
        }
        lags.add(Duration.between(last, watcher.extracted().orElseThrow()).toMillis() / 1000.0);
      }
    }
    return lags;
  }

  private List<String> arrays(String sweep) throws IOException, InterruptedException {
    return Api.json(api.get("/sweeps/" + sweep + "/manifest"))
        .get("activations")
        .valueStream()
        .map(array -> array.get("group").asText().replaceAll("^activations/|/$", ""))
        .toList();
  }

  private static double since(Instant start) {
    return Duration.between(start, Instant.now()).toMillis() / 1000.0;
  }
}
