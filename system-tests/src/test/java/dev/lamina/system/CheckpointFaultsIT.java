package dev.lamina.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Checkpoints and adapters that cannot be used, and rows that a checkpoint cannot use.
class CheckpointFaultsIT {

  private static final Path ONNX = Project.DEMO.resolve("models/bge-small-en");

  @TempDir private Path folder;
  private Cli cli = new Cli(Path.of(""));

  @SuppressWarnings("NullAway.Init") // Set before each test.
  private TinySweep tiny;

  @BeforeEach
  void copy() throws Exception {
    cli = new Cli(folder.resolve("data"));
    tiny = TinySweep.in(folder.resolve("tiny"));
  }

  private Cli.Outcome run(String spec) throws Exception {
    Path file = folder.resolve("sweep.yaml");
    Files.writeString(file, spec);
    return cli.run("run", file.toString(), "--out", folder.resolve("out").toString());
  }

  private void refused(String spec, int faults, String... sentences) throws Exception {
    Cli.Outcome outcome = run(spec);

    assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err()).contains(sentences).doesNotContain("\tat ");
    assertThat(outcome.err().lines().filter(line -> line.strip().startsWith("models.")))
        .hasSize(faults);
    assertThat(folder.resolve("out")).doesNotExist();
    try (Stream<Path> stored =
        Files.exists(cli.store()) ? Files.walk(cli.store()) : Stream.<Path>empty()) {
      assertThat(stored.filter(Files::isRegularFile)).isEmpty();
    }
  }

  /// Each model against the base.
  private String against(String... models) {
    String names =
        Arrays.stream(models)
            .map(model -> model.substring(0, model.indexOf(':')))
            .map("  - { experimental: base, control: %s }\n"::formatted)
            .collect(Collectors.joining());
    return """
        apiVersion: lamina/v1
        name: faults
        models:
          base: { source: "file:%s" }
          %s
        compare:
        %stasks: [{ name: t, rows: "file:%s" }]
        """
        .formatted(
            tiny.base(), String.join("\n  ", models), names, folder.resolve("tiny/rows.jsonl"));
  }

  private String adapted(String name, String base, Path adapter) {
    return "%s: { base: %s, adapter: \"file:%s\" }".formatted(name, base, adapter);
  }

  private String source(String name, Path path) {
    return "%s: { source: \"file:%s\" }".formatted(name, path);
  }

  private Path damaged(String name) throws Exception {
    Path copy = folder.resolve(name);
    TinySweep.copy(TinySweep.checkpoint("llama"), copy);
    return copy;
  }

  @Test
  void everyFaultOfModelsAndAdaptersInOneGo() throws Exception {
    Path cut = damaged("cut").resolve("model.safetensors");
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 20_000));
    Path odd = damaged("odd").resolve("config.json");
    Files.writeString(odd, Files.readString(odd).replace("\"llama\"", "\"mamba\""));
    Path good = tiny.adapter("q-v");
    Path foreign;
    try (Stream<Path> adapters = Files.list(TinySweep.checkpoint("gpt2/adapters"))) {
      foreign = adapters.findFirst().orElseThrow();
    }

    refused(
        against(
            adapted("sft", "base", good),
            adapted("zero", "base", TinySweep.golden("zero")),
            adapted("foreign", "base", foreign),
            adapted("nowhere", "base", folder.resolve("nowhere")),
            adapted("no-adapter", "base", tiny.base()),
            source("graph", ONNX),
            adapted("on-graph", "graph", good),
            adapted("twice", "sft", good),
            adapted("lost", "basee", good),
            source("cut", folder.resolve("cut")),
            source("odd", folder.resolve("odd"))),
        9,
        "9 faults",
        "models.zero.adapter",
        "changes nothing: in every layer A, B or lora_alpha is zero",
        "models.foreign.adapter",
        "does not fit its base: it adapts",
        "models.nowhere.adapter",
        "there is no " + folder.resolve("nowhere"),
        "models.no-adapter.adapter",
        "is no adapter: it has no file 'adapter_config.json'",
        "models.on-graph.adapter",
        "models.twice.base",
        "\"sft\" has an adapter itself",
        "models.lost.base",
        "Did you mean \"base\"?",
        "models.cut.source",
        "is truncated",
        "models.odd.source",
        "is of a model of type 'mamba'");
  }

  @Test
  void anOnnxModelInASweepOfAnotherPrecision() throws Exception {
    refused(
        against(source("graph", ONNX)) + "precision: float16\n",
        0,
        "precision: ",
        ONNX.toUri() + " is an ONNX model, which computes in the precision of its own graph");
  }

  @Test
  void aRowWithoutFiniteStatesHarmsNoOther() throws Exception {
    // Given a checkpoint whose embedding of the word w40 has a NaN
    Path copy = damaged("nan");
    int features = 16;
    SafetensorsEdit.of(copy.resolve("model.safetensors"))
        .set("embed_tokens.weight", 40 * features + 3, Float.NaN)
        .write();
    Files.writeString(
        folder.resolve("tiny/rows.jsonl"),
        """
        {"id":"sound","input":"w5 w6 w7"}
        {"id":"lost","input":"w8 w40 w9"}
        {"id":"second","input":"w10"}
        {"id":"third","input":"w11 w12 w13 w14 w15"}
        {"id":"fourth","input":"w16 w17"}
        """);

    // When
    Cli.Outcome outcome = run(against(source("nan", copy)) + "measures: [cka]\n");

    // Then
    assertThat(outcome.code()).as(outcome.err()).isZero();
    Results results = Results.in(folder.resolve("out"));
    JsonNode rows = results.manifest().get("rows");
    assertThat(rows.get("used").asInt()).isEqualTo(4);
    assertThat(rows.get("dropped").asInt()).isEqualTo(1);
    assertThat(rows.get("droppedRows").valueStream())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.get("model").asText()).isEqualTo("nan");
              assertThat(row.get("id").asText()).isEqualTo("lost");
              assertThat(row.get("reason").asText()).isEqualTo("non-finite states");
            });
    assertThat(results.of("base", "nan"))
        .hasSize(4)
        .allSatisfy(
            score -> {
              assertThat(score.value().orElseThrow()).isCloseTo(1, within(1e-12));
              assertThat(score.n()).isEqualTo(4);
              assertThat(score.dropped()).isEqualTo(1);
            });
  }
}
