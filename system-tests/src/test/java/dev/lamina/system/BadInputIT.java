package dev.lamina.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bad input is refused with a sentence and exit code 2, and nothing is left behind.
class BadInputIT {

  private static final String ROW = "{\"id\":\"a\",\"input\":\"Some words.\"}\n";

  @TempDir private Path folder;
  private Path spec = Path.of("");
  private Cli cli = new Cli(Path.of(""));

  @BeforeEach
  void makeFolder() {
    spec = folder.resolve("sweep.yaml");
    cli = new Cli(folder.resolve("data"));
  }

  private String spec(String model, String rows) {
    return """
        apiVersion: lamina/v1
        name: bad
        models: { m: { source: "file:%s" } }
        compare: [{ experimental: m, control: m }]
        tasks: [{ name: t, rows: "file:%s" }]
        """
        .formatted(model, rows);
  }

  private Path goodModel() {
    return Project.DEMO.resolve("models/bge-small-en");
  }

  private void refusedSpec(String text, String... sentences) throws Exception {
    Files.writeString(spec, text);
    refused(sentences);
  }

  private void refused(String... sentences) throws IOException, InterruptedException {
    Path out = folder.resolve("out");

    Cli.Outcome outcome = cli.run("run", spec.toString(), "--out", out.toString());

    assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err()).contains(sentences).doesNotContain("\tat ");
    assertThat(outcome.out()).isEmpty();
    assertThat(out).doesNotExist();
    assertThat(filesBelow(cli.store())).isEmpty();
  }

  private static List<Path> filesBelow(Path start) throws IOException {
    if (!Files.exists(start)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(start)) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void aSpecThatIsNotThere() throws Exception {
    refused("there is no such file", "sweep.yaml");
  }

  @Test
  void everyFaultInOneGo() throws Exception {
    Files.writeString(folder.resolve("rows.jsonl"), ROW + "{broken\n" + ROW);
    refusedSpec(
        spec("missing-model", "rows.jsonl").replace("name: bad", "name: bad\npoolin: cls"),
        "4 faults",
        "poolin",
        "Did you mean \"pooling\"?",
        "missing-model",
        "file:rows.jsonl, line 2",
        "file:rows.jsonl, line 3",
        "stands on line 1 already");
  }

  @Test
  void rowsThatAreNotThereOrEmpty() throws Exception {
    Files.writeString(folder.resolve("empty.jsonl"), "");
    refusedSpec(spec(goodModel().toString(), "nowhere.jsonl"), "tasks[0].rows", "nowhere.jsonl");
    refusedSpec(spec(goodModel().toString(), "empty.jsonl"), "no rows");
  }

  @Test
  void aModelThatIsNoOnnxOrCutShort() throws Exception {
    Files.writeString(folder.resolve("rows.jsonl"), ROW);
    Path model = Files.createDirectories(folder.resolve("model"));
    Files.copy(goodModel().resolve("tokenizer.json"), model.resolve("tokenizer.json"));
    Files.writeString(model.resolve("model.onnx"), "This is a text, not a graph.");
    refusedSpec(spec("model", "rows.jsonl"), "models.m.source", "model.onnx");

    byte[] head = new byte[4 << 20];
    try (var in = Files.newInputStream(goodModel().resolve("model.onnx"))) {
      assertThat(in.readNBytes(head, 0, head.length)).isEqualTo(head.length);
    }
    Files.write(model.resolve("model.onnx"), head);
    refusedSpec(spec("model", "rows.jsonl"), "models.m.source", "model.onnx");
  }

  @Test
  void aModelWithoutTokenizer() throws Exception {
    Files.writeString(folder.resolve("rows.jsonl"), ROW);
    Path model = Files.createDirectories(folder.resolve("model"));
    Files.createSymbolicLink(model.resolve("model.onnx"), goodModel().resolve("model.onnx"));
    refusedSpec(spec("model", "rows.jsonl"), "tokenizer.json");
  }

  @Test
  void aSpecOfAHundredMegabytes() throws Exception {
    Files.write(spec, new byte[100 << 20]);
    refused("larger than 4 MiB");
  }

  @Test
  void aYamlThatExplodes() throws Exception {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      bomb.append("a%d: &a%d [".formatted(i, i));
      bomb.append("*a%d, ".formatted(i - 1).repeat(10)).append("]\n");
    }
    refusedSpec(bomb.toString(), "not valid YAML");
  }

  @Test
  void rowsThatAreNotUtf8() throws Exception {
    Files.write(
        folder.resolve("rows.jsonl"), "{\"id\":\"é\"}\n".getBytes(StandardCharsets.ISO_8859_1));
    refusedSpec(spec(goodModel().toString(), "rows.jsonl"), "line 1", "UTF-8");
  }

  @Test
  void matricesThatDoNotFit() throws Exception {
    Files.writeString(folder.resolve("a.npy"), "no matrix");

    Cli.Outcome outcome =
        cli.run("measure", folder.resolve("a.npy").toString(), folder.resolve("a.npy").toString());

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("a.npy").doesNotContain("\tat ");
  }

  @Test
  void activationsOfDifferentRowsAreNotMeasured() throws Exception {
    Files.writeString(folder.resolve("one.jsonl"), ROW + ROW.replace("\"a\"", "\"b\""));
    Files.writeString(folder.resolve("two.jsonl"), ROW + ROW.replace("\"a\"", "\"c\""));
    Files.writeString(
        spec,
        spec(goodModel().toString(), "one.jsonl")
            .replace("jsonl\" }]", "jsonl\" }, { name: u, rows: \"file:two.jsonl\" }]"));
    cli.run("run", spec.toString(), "--out", folder.resolve("out").toString());
    List<Path> arrays;
    try (Stream<Path> paths = Files.list(cli.store().resolve("lamina/activations"))) {
      arrays = paths.toList();
    }
    assertThat(arrays).hasSize(2);

    Cli.Outcome outcome =
        cli.run(
            "measure", arrays.getFirst().toString(), arrays.getLast().toString(), "--layer", "1");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("hold different rows");
  }
}
