package dev.lamina.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A MOSSA of a tiny Llama, three blocks wide 16: base and tuned model against a control per
/// task, all of them adapters that PEFT wrote. The tasks are named after their adapters and have
/// the same rows, the first of which are those whose states Hugging Face and PEFT gave.
final class TinySweep {

  /// With golden states of their own.
  static final List<String> ADAPTERS = List.of("q-v", "all-linear", "patterns", "float16");

  /// Adapts the block with index 1 and no other.
  static final String ONE_BLOCK = "one-block";

  static final List<String> TASKS = Stream.concat(ADAPTERS.stream(), Stream.of(ONE_BLOCK)).toList();

  /// The tuned model's adapter, which is one task's control too.
  static final String TUNED = "all-linear";

  private static final Path CHECKPOINTS =
      Project.HOME.resolve("extraction/src/test/resources/checkpoints");
  private static final int MORE_ROWS = 40;

  private final Path folder;

  private TinySweep(Path folder) {
    this.folder = folder;
  }

  /// Copies the model, its adapters and rows into a folder.
  static TinySweep in(Path folder) throws IOException {
    TinySweep sweep = new TinySweep(folder);
    copy(checkpoint("llama"), sweep.base());
    for (String adapter : ADAPTERS) {
      copy(golden(adapter), sweep.adapter(adapter));
    }
    copy(golden("q-v"), sweep.adapter(ONE_BLOCK));
    SafetensorsEdit.of(sweep.adapter(ONE_BLOCK).resolve("adapter_model.safetensors"))
        .keep(name -> name.contains(".layers.1."))
        .write();
    Files.writeString(folder.resolve("rows.jsonl"), rows());
    return sweep;
  }

  /// A committed tiny checkpoint.
  static Path checkpoint(String name) {
    return CHECKPOINTS.resolve(name);
  }

  /// Where an adapter's golden states lie.
  static Path golden(String adapter) {
    return checkpoint("llama").resolve("adapters").resolve(adapter);
  }

  /// Copies the files of a folder, not its folders.
  static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static String rows() throws IOException {
    Map<String, String> rows = new LinkedHashMap<>();
    JsonNode about = new JsonMapper().readTree(checkpoint("llama").resolve("golden.json").toFile());
    List<String> texts = about.get("texts").valueStream().map(JsonNode::asText).toList();
    for (int i = 0; i < texts.size(); i++) {
      rows.put("golden-" + i, texts.get(i));
    }
    Random random = new Random(7);
    for (int i = 0; i < MORE_ROWS; i++) {
      rows.put(
          "random-" + i,
          IntStream.range(0, 1 + random.nextInt(20))
              .mapToObj(word -> "w" + random.nextInt(4, 48))
              .collect(Collectors.joining(" ")));
    }
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, String> row : rows.entrySet()) {
      lines.add(
          new JsonMapper().writeValueAsString(Map.of("id", row.getKey(), "input", row.getValue())));
    }
    return String.join("\n", lines) + "\n";
  }

  /// Ids of the rows with golden states, in their order.
  static List<String> goldenIds() {
    return IntStream.range(0, 8).mapToObj(i -> "golden-" + i).toList();
  }

  Path base() {
    return folder.resolve("llama");
  }

  Path adapter(String name) {
    return folder.resolve("adapters").resolve(name);
  }

  /// @param more lines of the spec
  String spec(String... more) {
    return specAt("file:" + folder, more);
  }

  /// @param place where model, adapters and rows lie, as a source
  static String specAt(String place, String... more) {
    String tasks =
        TASKS.stream()
            .map(task -> "  - { name: %s, rows: \"%s/rows.jsonl\" }\n".formatted(task, place))
            .collect(Collectors.joining());
    return """
        apiVersion: lamina/v1
        name: tiny-mossa
        models:
          base: { source: "PLACE/llama" }
          sft: { base: base, adapter: "PLACE/adapters/all-linear" }
          "ctl-{task}": { base: base, adapter: "PLACE/adapters/{task}" }
        compare:
          - { experimental: base, control: "ctl-{task}" }
          - { experimental: sft, control: "ctl-{task}" }
        tasks:
        """
            .replace("PLACE", place)
        + tasks
        + String.join("\n", more)
        + "\n";
  }
}
