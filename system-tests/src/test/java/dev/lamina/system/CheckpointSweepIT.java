package dev.lamina.system;

import static dev.lamina.system.TinySweep.ADAPTERS;
import static dev.lamina.system.TinySweep.ONE_BLOCK;
import static dev.lamina.system.TinySweep.TASKS;
import static dev.lamina.system.TinySweep.TUNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamina.system.Results.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A sweep over a Hugging Face checkpoint and LoRA adapters as they are, from the command line to
/// the states in the store, held to what Hugging Face and PEFT give.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckpointSweepIT {

  /// Base, and one for each adapter: the tuned model is a control too, and all tasks have the
  /// same rows.
  private static final int ARRAYS = 1 + TASKS.size();

  private static final double SAME = 1e-12;
  private static final double BOUND = 1e-5;

  private Path folder = Path.of("");
  private Cli cli = new Cli(Path.of(""));

  @SuppressWarnings("NullAway.Init") // Set before all tests.
  private TinySweep tiny;

  @SuppressWarnings("NullAway.Init") // Set before all tests.
  private Results first;

  @BeforeAll
  void run(@TempDir Path temporary) throws Exception {
    folder = temporary;
    cli = new Cli(folder.resolve("data"));
    tiny = TinySweep.in(folder.resolve("tiny"));
    Path config = tiny.adapter("patterns").resolve("adapter_config.json");
    Files.writeString(config, Files.readString(config).replace("tiny/llama", "tiny/another"));
    first = run("first", tiny.spec());
  }

  private Cli.Outcome outcome(String name, String spec) throws Exception {
    Path file = folder.resolve(name + ".yaml");
    Files.writeString(file, spec);
    return cli.run("run", file.toString(), "--out", folder.resolve(name).toString());
  }

  private Results run(String name, String spec) throws Exception {
    Cli.Outcome outcome = outcome(name, spec);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return Results.in(folder.resolve(name));
  }

  private List<StoredStates> arrays() throws Exception {
    return StoredStates.in(
        cli.store().resolve("lamina"), Files.createTempDirectory(folder, "arrays"));
  }

  private static void requireGolden(
      List<StoredStates> arrays, Results results, String model, Path golden, String pooling)
      throws IOException {
    List<StoredStates> stored =
        arrays.stream()
            .filter(array -> array.model().equals(results.digest(model)))
            .filter(array -> array.pooling().equals(pooling) && array.dtype().equals("float32"))
            .toList();
    assertThat(stored).as(model).hasSize(1);
    stored
        .getFirst()
        .requireEqual(model, TinySweep.goldenIds(), States.golden(golden, pooling), BOUND);
  }

  @Test
  void everyModelIsExtractedOnce() {
    assertThat(first.manifest().get("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(first.batches("planned")).isEqualTo(ARRAYS);
    assertThat(first.batches("extracted")).isEqualTo(ARRAYS);
    assertThat(first.digest("sft")).isEqualTo(first.digest("ctl-" + TUNED));
  }

  @Test
  void aModelIsOneWithItself() {
    assertThat(first.of("sft", "ctl-" + TUNED))
        .hasSize(2 * 4)
        .allSatisfy(score -> assertThat(score.value().orElseThrow()).isCloseTo(1, within(SAME)));
  }

  @Test
  void statesDifferFromTheFirstAdaptedBlockOnAndNotBefore() {
    for (String task : TASKS) {
      int unchanged = task.equals(ONE_BLOCK) ? 1 : 0;
      for (Score score : first.of("base", "ctl-" + task)) {
        double value = score.value().orElseThrow();
        if (score.layer() <= unchanged) {
          assertThat(value).as("%s", score).isCloseTo(1, within(SAME));
        } else {
          assertThat(value).as("%s", score).isLessThan(0.99);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"last-token", "mean"})
  void storedStatesAreThoseOfHuggingFaceAndPeft(String pooling) throws Exception {
    Results results =
        pooling.equals("last-token") ? first : run(pooling, tiny.spec("pooling: " + pooling));

    List<StoredStates> arrays = arrays();
    requireGolden(arrays, results, "base", TinySweep.checkpoint("llama"), pooling);
    for (String adapter : ADAPTERS) {
      requireGolden(arrays, results, "ctl-" + adapter, TinySweep.golden(adapter), pooling);
    }
  }

  @Test
  void theManifestNamesSourcesAndDigestsAndAnAdapterOfAnotherBase() {
    JsonNode control = first.model("ctl-q-v").get("ref");
    JsonNode base = first.model("base").get("ref");

    assertThat(control.at("/base/source").asText()).isEqualTo(tiny.base().toUri().toString());
    assertThat(control.at("/base/digest")).isEqualTo(base.get("digest"));
    assertThat(control.at("/adapter/source").asText())
        .isEqualTo(tiny.adapter("q-v").toUri().toString());
    assertThat(control.at("/adapter/digest").asText()).matches("[0-9a-f]{64}");
    assertThat(control.get("digest")).isNotEqualTo(base.get("digest"));
    assertThat(base.get("adapter").isNull()).isTrue();
    assertThat(first.manifest().get("notes").valueStream().map(JsonNode::asText))
        .filteredOn(note -> note.contains("were trained on"))
        .singleElement()
        .asString()
        .contains("\"tiny/another\"", "applied to file:" + tiny.base());
  }

  @Test
  void theManifestTellsWhereTheStatesOfEachModelOnEachTaskAre() {
    List<JsonNode> groups = first.manifest().get("activations").valueStream().toList();

    for (String task : TASKS) {
      assertThat(groups)
          .filteredOn(group -> group.get("task").asText().equals(task))
          .extracting(group -> group.get("model").asText())
          .containsExactlyInAnyOrder("base", "sft", "ctl-" + task);
    }
    assertThat(groups)
        .extracting(group -> group.get("group").asText())
        .allMatch(group -> group.matches("activations/[0-9a-f]{64}/"));
    assertThat(groups.stream().map(group -> group.get("group")).distinct()).hasSize(ARRAYS);
  }

  @Test
  void aSecondRunExtractsNothingWhereverTheSameFilesLie() throws Exception {
    TinySweep moved = TinySweep.in(folder.resolve("moved"));

    Cli.Outcome outcome = outcome("elsewhere", moved.spec());

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.err()).contains("nothing extracted");
    Results results = Results.in(folder.resolve("elsewhere"));
    assertThat(results.batches("extracted")).isZero();
    assertThat(results.batches("reused")).isEqualTo(ARRAYS);
    assertThat(folder.resolve("elsewhere/scores.csv"))
        .hasSameBinaryContentAs(folder.resolve("first/scores.csv"));
  }

  @Test
  void anAdapterWithAnotherWeightIsExtractedAnewAndNoOther() throws Exception {
    TinySweep changed = TinySweep.in(folder.resolve("changed"));
    SafetensorsEdit.of(changed.adapter("q-v").resolve("adapter_model.safetensors"))
        .set("layers.0.self_attn.q_proj.lora_B.weight", 0, 2)
        .write();

    Results results = run("one-weight", changed.spec());

    assertThat(results.batches("extracted")).isEqualTo(1);
    assertThat(results.batches("reused")).isEqualTo(ARRAYS - 1);
    assertThat(results.digest("base")).isEqualTo(first.digest("base"));
    assertThat(results.of("base", "ctl-patterns")).isEqualTo(first.of("base", "ctl-patterns"));
    assertThat(results.of("base", "ctl-q-v")).isNotEqualTo(first.of("base", "ctl-q-v"));
  }

  @Test
  void float16IsStoredAsFloat16AndScoresNearly() throws Exception {
    Results half = run("half", tiny.spec("precision: float16"));

    assertThat(half.batches("extracted")).isEqualTo(ARRAYS);
    assertThat(arrays().stream().filter(array -> array.precision().equals("float16")))
        .hasSize(ARRAYS)
        .allSatisfy(array -> assertThat(array.dtype()).isEqualTo("float16"));
    assertThat(half.scores()).hasSameSizeAs(first.scores());
    for (int i = 0; i < half.scores().size(); i++) {
      Score single = first.scores().get(i);
      assertThat(half.scores().get(i).value().orElseThrow())
          .as("%s", single)
          .isCloseTo(single.value().orElseThrow(), within(5e-3));
    }
  }

  @Test
  void bfloat16IsRefusedAtTheDoorWhereItIsNotComputed() throws Exception {
    Cli.Outcome outcome = outcome("brain", tiny.spec("precision: bfloat16"));

    assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("precision", "bfloat16 is computed on GPUs only", "write float32, or float16");
  }
}
