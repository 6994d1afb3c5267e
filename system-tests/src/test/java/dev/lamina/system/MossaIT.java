package dev.lamina.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lamina.system.Results.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A true MOSSA: SmolLM2-135M-Instruct, base and tuned on eight tasks, against a LoRA control per
/// task, held to the table of scores and to the states that other implementations gave. It takes
/// minutes and half a gigabyte of weights, so it runs where both are at hand.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MossaIT {

  private static final Path REFERENCE = Project.HOME.resolve("../shared/mossa").normalize();
  private static final List<String> TASKS = List.of("multiemo_hotels_en", "strategyqa");
  private static final int LAYERS = 31;
  private static final int COMPARED_ROWS = 24;
  private static final double SCORES = 1e-3;
  private static final double STATES = 1e-4;

  /// The name in the table by experimental model.
  private static final Map<String, String> COLUMNS =
      Map.of("base", "base_vs_control", "sft", "sft_vs_control");

  private Path folder = Path.of("");

  @SuppressWarnings("NullAway.Init") // Set before all tests.
  private Results results;

  @BeforeAll
  void run(@TempDir Path temporary) throws Exception {
    if (missing().isPresent()) {
      // Reports keep the reason to themselves.
      System.err.println(MossaIT.class.getSimpleName() + ": " + missing().get());
      return;
    }
    folder = temporary;
    Path spec = folder.resolve("sweep.yaml");
    Files.writeString(spec, spec(model()));
    Cli.Outcome outcome =
        new Cli(folder.resolve("data"))
            .run("run", spec.toString(), "--out", folder.resolve("out").toString());
    assertThat(outcome.code()).as(outcome.err()).isZero();
    results = Results.in(folder.resolve("out"));
  }

  /// Before each test and not before all: a class that is skipped as a whole is in no report.
  @BeforeEach
  void skipWithoutModelOrReference() {
    missing().ifPresent(Assumptions::abort);
  }

  private static Optional<String> missing() {
    if (!Files.isDirectory(REFERENCE)) {
      return Optional.of(
          "Skipped: the reference scores, states and adapters are not at " + REFERENCE);
    }
    if (!Files.isRegularFile(model().resolve("model.safetensors"))) {
      return Optional.of(
          ("Skipped: SmolLM2-135M-Instruct is not at %s. Get it with"
                  + " python3 bench/python/get_smollm2.py bench/models/smollm2-135m,"
                  + " or name its folder in LAMINA_SMOLLM2.")
              .formatted(model()));
    }
    return Optional.empty();
  }

  private static Path model() {
    return Optional.ofNullable(System.getenv("LAMINA_SMOLLM2"))
        .map(Path::of)
        .orElse(Project.HOME.resolve("bench/models/smollm2-135m"));
  }

  private static String spec(Path model) {
    return """
        apiVersion: lamina/v1
        name: mossa-smollm2
        models:
          base: { source: "file:MODEL" }
          sft: { base: base, adapter: "file:REFERENCE/adapters/sft" }
          "ctl-{task}": { base: base, adapter: "file:REFERENCE/adapters/control_{task}" }
        compare:
          - { experimental: base, control: "ctl-{task}" }
          - { experimental: sft, control: "ctl-{task}" }
        tasks:
          - { name: multiemo_hotels_en, cluster: sentiment, rows: "file:REFERENCE/rows/multiemo_hotels_en.jsonl" }
          - { name: strategyqa, cluster: reasoning, rows: "file:REFERENCE/rows/strategyqa.jsonl" }
        measures: [cka]
        """
        .replace("MODEL", model.toAbsolutePath().toString())
        .replace("REFERENCE", REFERENCE.toString());
  }

  @Test
  void scoresAreThoseOfTheReferenceAtEveryTaskAndLayer() throws Exception {
    JsonNode table =
        new JsonMapper().readTree(REFERENCE.resolve("cka.json").toFile()).get("values");

    assertThat(results.manifest().get("state").asText()).isEqualTo("SUCCEEDED");
    // At layer 0 the last token is the same in every row.
    assertThat(results.manifest().get("undefined")).hasSize(COLUMNS.size() * TASKS.size());
    assertThat(results.scores()).hasSize(COLUMNS.size() * TASKS.size() * LAYERS);
    for (Score score : results.scores()) {
      JsonNode wanted =
          table
              .path(score.task())
              .path(COLUMNS.getOrDefault(score.experimental(), ""))
              .path(score.layer());
      if (wanted.isNull()) {
        assertThat(score.value()).as("%s", score).isEmpty();
      } else {
        assertThat(score.value()).as("%s", score).isPresent();
        assertThat(score.value().orElseThrow())
            .as("%s", score)
            .isCloseTo(wanted.doubleValue(), within(SCORES));
      }
    }
  }

  @Test
  void statesAreThoseOfHuggingFace() throws Exception {
    Path scratch = Files.createDirectory(folder.resolve("arrays"));
    List<StoredStates> arrays = StoredStates.in(folder.resolve("data/lamina"), scratch);

    for (String task : TASKS) {
      List<String> ids = firstIds(task);
      for (String model : List.of("base", "sft", "control")) {
        String name = model.equals("control") ? "ctl-" + task : model;
        Path file = REFERENCE.resolve("states/%s.%s.first24rows.npy".formatted(model, task));
        StoredStates stored =
            arrays.stream()
                .filter(array -> array.model().equals(results.digest(name)))
                .filter(array -> array.rowIds().containsAll(ids))
                .findFirst()
                .orElseThrow();
        stored.requireEqual(name + " on " + task, ids, States.npy(file), STATES);
      }
    }
  }

  private static List<String> firstIds(String task) throws IOException {
    List<String> ids = new ArrayList<>();
    for (String line :
        Files.readAllLines(REFERENCE.resolve("rows/" + task + ".jsonl"))
            .subList(0, COMPARED_ROWS)) {
      ids.add(new JsonMapper().readTree(line).get("id").asText());
    }
    return ids;
  }
}
