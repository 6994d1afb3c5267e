package dev.lamina.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs on one machine, over real models and a few rows.
class StandaloneIT {

  private static final String BGE = Project.DEMO.resolve("models/bge-small-en").toString();
  private static final String TUNED = Project.DEMO.resolve("models/bge-small-en-v15").toString();

  @TempDir private Path folder;
  private Cli cli = new Cli(Path.of(""));

  @BeforeEach
  void makeRows() throws Exception {
    cli = new Cli(folder.resolve("data"));
    Files.writeString(
        folder.resolve("rows.jsonl"),
        """
        {"id":"short","input":"A dog sleeps."}
        {"id":"empty","input":"  "}
        {"id":"long","input":"%s"}
        {"id":"other","input":"Two cats play in the garden."}
        {"id":"third","input":"Nobody came to the party on Friday."}
        {"id":"fourth","input":"The bread is still warm."}
        """
            .formatted("word ".repeat(100).strip()));
  }

  private Cli.Outcome run(String spec) throws Exception {
    Path file = folder.resolve("sweep.yaml");
    Files.writeString(file, spec);
    return cli.run("run", file.toString(), "--out", folder.resolve("out").toString(), "-o", "json");
  }

  private static String spec(String more) {
    return """
        apiVersion: lamina/v1
        name: small
        models:
          base: { source: "file:%s" }
          "ctl-{task}": { source: "file:%s", pool: other }
        compare: [{ experimental: base, control: "ctl-{task}" }]
        tasks: [{ name: t, rows: "file:rows.jsonl" }]
        pooling: mean
        measures: [cka]
        %s
        """
        .formatted(BGE, TUNED, more);
  }

  @Test
  void rowsThatCannotBeUsedAreNamedCountedAndLeftOut() throws Exception {
    Cli.Outcome outcome = run(spec("maxTokens: 32\ntooLong: refuse"));

    assertThat(outcome.code()).as(outcome.err()).isZero();
    JsonNode manifest = new JsonMapper().readTree(outcome.out());
    assertThat(manifest.get("rows").get("used").asInt()).isEqualTo(4);
    assertThat(manifest.get("rows").get("dropped").asInt()).isEqualTo(2);
    assertThat(manifest.get("rows").get("droppedRows").findValuesAsText("id"))
        .containsExactlyInAnyOrder("empty", "long", "empty", "long");
    List<String> scores = Files.readAllLines(folder.resolve("out/scores.csv"));
    assertThat(scores).hasSize(1 + 13);
    assertThat(scores.subList(1, scores.size()))
        .allMatch(line -> line.startsWith("base,ctl-t,t,none,") && line.endsWith(",4,2"));
  }

  @Test
  void longRowsAreCutUnlessThatIsRefusedAndTwoPoolsWorkSideBySide() throws Exception {
    Cli.Outcome outcome = run(spec("layers: [0, 12]"));

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(Files.readAllLines(folder.resolve("out/scores.csv")))
        .hasSize(3)
        .last()
        .asString()
        .endsWith(",5,1");
    for (String file : List.of("scores.parquet", "findings.json", "report.html")) {
      assertThat(folder.resolve("out").resolve(file)).isNotEmptyFile();
    }
  }

  @Test
  void twoModelsThatBecomeOneNameAreRefused() throws Exception {
    Cli.Outcome outcome =
        run(
            spec("")
                .replace("compare: [", "compare: [{ experimental: base, control: ctl-t }, ")
                .replace("models:\n", "models:\n  ctl-t: { source: \"file:" + BGE + "\" }\n"));

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("\"ctl-t\"", "rename one of them");
  }

  @Test
  void resultsThatCannotBeWrittenAreRefusedBeforeTheRun() throws Exception {
    Files.writeString(folder.resolve("out"), "a file");

    Cli.Outcome outcome = run(spec(""));

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("Results cannot be written");
    assertThat(cli.store()).doesNotExist();
  }
}
