package dev.lamina.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run that is killed at any moment goes on with the same command and ends with the same
/// scores.
class KillIT {

  private static final int KILLS = 6;

  @TempDir private Path folder;

  @Test
  void aKilledRunEndsWithTheSameScoresBitForBit() throws Exception {
    Path spec = folder.resolve("small.yaml");
    Files.writeString(spec, Project.smallSpec("small", 40));
    Path calm = folder.resolve("calm");
    long start = System.nanoTime();
    Cli.Outcome undisturbed =
        new Cli(folder.resolve("calm-data")).run("run", spec.toString(), "--out", calm.toString());
    long calmMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    assertThat(undisturbed.code()).as(undisturbed.err()).isZero();

    Cli cli = new Cli(folder.resolve("killed-data"));
    Path out = folder.resolve("killed");
    Path log = folder.resolve("log");
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = cli.start(log, log, "run", spec.toString(), "--out", out.toString());
      process.waitFor(random.nextLong(calmMillis), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
    }
    Cli.Outcome last = cli.run("run", spec.toString(), "--out", out.toString());
    Cli.Outcome again = cli.run("run", spec.toString(), "--out", out.toString());

    assertThat(last.code()).as("seed %d: %s", seed, last.err()).isZero();
    assertThat(out.resolve("scores.csv")).hasSameBinaryContentAs(calm.resolve("scores.csv"));
    assertThat(again.err()).contains("nothing extracted");
    JsonNode batches =
        new JsonMapper().readTree(out.resolve("manifest.json").toFile()).get("batches");
    assertThat(batches.get("extracted").asInt()).isZero();
    assertThat(batches.get("reused").asInt()).isEqualTo(batches.get("planned").asInt());
  }
}
