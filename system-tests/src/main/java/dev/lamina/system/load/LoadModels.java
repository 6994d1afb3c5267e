package dev.lamina.system.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Specs that are large as plans and small on disk.
final class LoadModels {

  /// Rows of the huge plan: each is a batch of its own.
  static final int ROWS = 10_000;

  private static final int WORDS = 400;
  private static final int SMALL_ROWS = 8;

  /// Words that a checkpoint knows, most of them nowhere on disk: a file with a hole. Running it
  /// over 400 words would be 10 s of work, so the rule for batches gives each row one.
  private static final int VOCABULARY = 64_000_000;

  private static final int POSITIONS = 4096;
  private static final int LENGTH_BYTES = 8;
  private static final JsonMapper JSON = new JsonMapper();

  private final Path checkpoint;
  private final Path folder;

  private LoadModels(Path checkpoint, Path folder) {
    this.checkpoint = checkpoint;
    this.folder = folder;
  }

  /// Copies what small sweeps need into a folder.
  static LoadModels in(Path home, Path folder) throws IOException {
    Path checkpoint = home.resolve("extraction/src/test/resources/checkpoints/llama");
    copy(checkpoint, folder.resolve("base"));
    copy(checkpoint.resolve("adapters/all-linear"), folder.resolve("adapters/sft"));
    return new LoadModels(checkpoint, folder);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  /// A plan of `models` times [#ROWS] units: one base, and adapters on it.
  byte[] hugeSpec(int models) throws IOException {
    Path base = folder.resolve("huge");
    Files.createDirectories(base);
    Files.copy(checkpoint.resolve("tokenizer.json"), base.resolve("tokenizer.json"));
    ObjectNode config = (ObjectNode) JSON.readTree(checkpoint.resolve("config.json").toFile());
    config.put("vocab_size", VOCABULARY).put("max_position_embeddings", POSITIONS);
    JSON.writeValue(base.resolve("config.json").toFile(), config);
    widen(checkpoint.resolve("model.safetensors"), base.resolve("model.safetensors"));
    Path rows = folder.resolve("huge.jsonl");
    Files.write(rows, rows("huge-", ROWS, WORDS));
    List<Integer> adapters = IntStream.range(0, models - 1).boxed().toList();
    for (int adapter : adapters) {
      adapter(adapter);
    }
    return """
        apiVersion: lamina/v1
        name: huge
        models:
          base: { source: "file:%s" }
        %scompare:
        %stasks:
          - { name: huge, rows: "file:%s" }
        maxTokens: %d
        """
        .formatted(
            base,
            adapters.stream()
                .map(i -> "  a%d: { base: base, adapter: \"file:%s\" }\n".formatted(i, path(i)))
                .collect(Collectors.joining()),
            adapters.stream()
                .map("  - { experimental: base, control: a%d }\n"::formatted)
                .collect(Collectors.joining()),
            rows,
            POSITIONS)
        .getBytes(UTF_8);
  }

  /// Two units and an analysis, unlike those of any other number.
  byte[] smallSpec(int number) throws IOException {
    Path rows = folder.resolve("small-%d.jsonl".formatted(number));
    Files.write(rows, rows("small-%d-".formatted(number), SMALL_ROWS, 3));
    return """
        apiVersion: lamina/v1
        name: small-%d
        models:
          base: { source: "file:%s/base" }
          tuned: { base: base, adapter: "file:%s/adapters/sft" }
        compare:
          - { experimental: base, control: tuned }
        tasks:
          - { name: small, rows: "file:%s" }
        measures: [cka]
        """
        .formatted(number, folder, folder, rows)
        .getBytes(UTF_8);
  }

  private Path path(int adapter) {
    return folder.resolve("huge-adapters/" + adapter);
  }

  /// Like each other but for the last number of their weights.
  private void adapter(int number) throws IOException {
    Path from = checkpoint.resolve("adapters/q-v");
    Path to = Files.createDirectories(path(number));
    Files.copy(from.resolve("adapter_config.json"), to.resolve("adapter_config.json"));
    byte[] weights = Files.readAllBytes(from.resolve("adapter_model.safetensors"));
    ByteBuffer.wrap(weights)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putFloat(weights.length - Float.BYTES, 1 + number);
    Files.write(to.resolve("adapter_model.safetensors"), weights);
  }

  /// Moves the embedding behind all other weights and lets it end far behind the file's content.
  private static void widen(Path from, Path to) throws IOException {
    byte[] bytes = Files.readAllBytes(from);
    int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    ObjectNode header = (ObjectNode) JSON.readTree(new String(bytes, LENGTH_BYTES, length, UTF_8));
    int data = bytes.length - LENGTH_BYTES - length;
    JsonNode features = header.at("/model.embed_tokens.weight/shape/1");
    long wide = 2L * VOCABULARY * features.asInt();
    int narrow = header.at("/model.embed_tokens.weight/data_offsets/1").asInt();
    for (var tensor : header.properties()) {
      if (tensor.getValue().has("data_offsets")) {
        move((ObjectNode) tensor.getValue(), -narrow);
      }
    }
    ObjectNode embedding = header.putObject("model.embed_tokens.weight");
    embedding.put("dtype", "BF16").putArray("shape").add(VOCABULARY).add(features);
    embedding.putArray("data_offsets").add(data - narrow).add(data - narrow + wide);
    byte[] written = JSON.writeValueAsBytes(header);
    try (RandomAccessFile file = new RandomAccessFile(to.toFile(), "rw")) {
      ByteBuffer size = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      file.write(size.putLong(written.length).array());
      file.write(written);
      file.write(bytes, LENGTH_BYTES + length + narrow, data - narrow);
      file.setLength(LENGTH_BYTES + written.length + data - narrow + wide);
    }
  }

  private static void move(ObjectNode tensor, int by) {
    JsonNode old = tensor.get("data_offsets");
    tensor.putArray("data_offsets").add(old.get(0).asLong() + by).add(old.get(1).asLong() + by);
  }

  private static List<String> rows(String prefix, int count, int words) {
    Random random = new Random(count);
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      String text =
          IntStream.range(0, words)
              .mapToObj(word -> "w" + random.nextInt(4, 48))
              .collect(Collectors.joining(" "));
      lines.add("{\"id\":\"%s%d\",\"input\":\"%s\"}".formatted(prefix, row, text));
    }
    return lines;
  }
}
