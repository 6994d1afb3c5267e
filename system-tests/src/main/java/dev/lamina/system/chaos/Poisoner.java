package dev.lamina.system.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/// Brings work that cannot be done to the services, beside the round's own.
final class Poisoner {

  private static final String QUEUE = "lamina.extraction.default";
  private static final String EVENTS = "lamina.extractor-events";
  private static final Duration SUBMIT = Duration.ofSeconds(60);
  private static final Set<String> MODEL_FAULTS = Set.of("model-invalid", "model-changed");

  private final Fleet fleet;
  private final GatewayClient client;
  private final ChaosSweep sound;
  private final AtomicInteger count = new AtomicInteger();

  Poisoner(Fleet fleet, GatewayClient client, ChaosSweep sound) {
    this.fleet = fleet;
    this.client = client;
    this.sound = sound;
  }

  Expectation poison(Poison poison) throws InterruptedException {
    Path folder = sound.folder().resolve("poison-" + count.incrementAndGet());
    try {
      Files.createDirectories(folder);
      return switch (poison) {
        case ROW -> row(folder);
        case BATCH -> batch();
        case MODEL -> model(folder);
        case ADAPTER -> adapter(folder);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Expectation row(Path folder) throws IOException, InterruptedException {
    List<String> rows = new ArrayList<>(ChaosSweep.rows(folder.getFileName() + "-", 0));
    rows.add(1, "{\"id\":\"poison\",\"input\":\"%s\"}".formatted("w5 ".repeat(200)));
    Files.write(folder.resolve("rows.jsonl"), rows);
    String adapter = sound.folder().resolve("adapters/sft").toString();
    String more = "maxTokens: 64\ntooLong: refuse\n";
    String id = submit(spec(folder, sound.folder().resolve("base"), adapter) + more);
    int scored = rows.size() - 1;
    return deadline -> {
      String state = client.end(id, deadline).get("state").asText();
      List<String> scores = client.scores(id, deadline);
      boolean right =
          state.equals("SUCCEEDED")
              && !scores.isEmpty()
              && scores.stream().allMatch(line -> line.endsWith("," + scored + ",1"));
      return right
          ? Optional.empty()
          : Optional.of("%s with one unusable row is %s with %s".formatted(id, state, scores));
    };
  }

  private Expectation batch() throws InterruptedException {
    KafkaTap tap = new KafkaTap(fleet.kafka());
    // Any 64 hexadecimal digits are the name of an array, and of rows; these are nobody's.
    String nobody = (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", "");
    List<byte[]> queued = tap.records(QUEUE);
    List<byte[]> poison = new ArrayList<>(List.of("no unit".getBytes(UTF_8)));
    if (!queued.isEmpty()) {
      poison.add(
          new String(queued.getLast(), UTF_8)
              .replaceAll("\"(array|rows)\":\"[0-9a-f]{64}\"", "\"$1\":\"" + nobody + "\"")
              .getBytes(UTF_8));
    }
    tap.send(QUEUE, poison);
    return deadline -> {
      while (Instant.now().isBefore(deadline)) {
        if (queued.isEmpty()
            || tap.records(EVENTS).stream()
                .map(event -> new String(event, UTF_8))
                .anyMatch(e -> e.contains("batch-failed") && e.contains(nobody))) {
          return Optional.empty();
        }
        Thread.sleep(Duration.ofMillis(500));
      }
      return Optional.of("nobody said that a unit without rows was given up");
    };
  }

  private Expectation model(Path folder) throws IOException, InterruptedException {
    Path base = folder.resolve("base");
    sound.copyBase(base);
    alter(base.resolve("model.safetensors"));
    return changed(
        folder,
        base,
        sound.folder().resolve("adapters/sft"),
        () -> {
          Path weights = base.resolve("model.safetensors");
          Files.write(weights, Arrays.copyOf(Files.readAllBytes(weights), 20_000));
        });
  }

  private Expectation adapter(Path folder) throws IOException, InterruptedException {
    Path adapter = folder.resolve("adapter");
    sound.copyAdapter("q-v", adapter);
    alter(adapter.resolve("adapter_model.safetensors"));
    return changed(
        folder,
        sound.folder().resolve("base"),
        adapter,
        () -> {
          Path zero = folder.resolve("zero");
          sound.copyAdapter("zero", zero);
          String weights = "adapter_model.safetensors";
          Files.write(adapter.resolve(weights), Files.readAllBytes(zero.resolve(weights)));
        });
  }

  /// Makes a model that no worker has loaded: one of the same content would serve in its place.
  private static void alter(Path weights) throws IOException {
    byte[] bytes = Files.readAllBytes(weights);
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putFloat(bytes.length - Float.BYTES, weights.hashCode() / 1e9f);
    Files.write(weights, bytes);
  }

  private interface Change {
    void make() throws IOException;
  }

  /// Between the planning of a sweep and its first unit, its model becomes another.
  private Expectation changed(Path folder, Path base, Path adapter, Change change)
      throws IOException, InterruptedException {
    Files.write(folder.resolve("rows.jsonl"), ChaosSweep.rows(folder.getFileName() + "-", 0));
    List<String> ids = new ArrayList<>();
    whileExtractorsAreStill(
        0,
        () -> {
          ids.add(submit(spec(folder, base, adapter.toString())));
          change.make();
        });
    return deadline -> {
      JsonNode status = client.end(ids.getFirst(), deadline);
      boolean named =
          status
              .get("faults")
              .valueStream()
              .anyMatch(fault -> MODEL_FAULTS.contains(fault.get("fault").asText()));
      return named && status.get("state").asText().equals("FAILED")
          ? Optional.empty()
          : Optional.of("a sweep over a changed model ended as " + status);
    };
  }

  private void whileExtractorsAreStill(int from, Member.Deed deed)
      throws IOException, InterruptedException {
    List<Member> extractors = fleet.all(Victim.EXTRACTOR);
    if (from == extractors.size()) {
      deed.run();
    } else {
      extractors.get(from).whileStill(() -> whileExtractorsAreStill(from + 1, deed));
    }
  }

  private String submit(String spec) throws InterruptedException {
    return client.submit(spec.getBytes(UTF_8), Instant.now().plus(SUBMIT));
  }

  private static String spec(Path folder, Path base, String adapter) {
    return """
        apiVersion: lamina/v1
        name: %s
        models:
          base: { source: "file:%s" }
          tuned: { base: base, adapter: "file:%s" }
        compare:
          - { experimental: base, control: tuned }
        tasks:
          - { name: poisoned, rows: "file:%s" }
        """
        .formatted(folder.getFileName(), base, adapter, folder.resolve("rows.jsonl"));
  }
}
