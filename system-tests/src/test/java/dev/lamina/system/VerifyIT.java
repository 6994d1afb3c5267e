package dev.lamina.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `lamina verify` against states that transformers and PEFT gave.
class VerifyIT {

  @TempDir private Path folder;

  @Test
  void aModelThatIsEqualIsSaidToBe() throws Exception {
    Path model = TinySweep.checkpoint("llama");

    Cli.Outcome outcome = verify(model, "--reference", model.toString(), "-o", "json");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    JsonNode told = JsonMapper.builder().build().readTree(outcome.out());
    assertThat(told.path("equal").booleanValue()).isTrue();
    assertThat(told.path("layers")).hasSize(4);
    assertThat(told.path("layers").findValues("largest"))
        .allSatisfy(error -> assertThat(error.doubleValue()).isLessThan(1e-5));
  }

  @Test
  void anAdaptedModelIsHeldToPeft() throws Exception {
    Path adapter = TinySweep.golden("all-linear");

    Cli.Outcome outcome =
        verify(
            TinySweep.checkpoint("llama"),
            "--adapter",
            adapter.toString(),
            "--reference",
            adapter.toString());

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("Equal: largest relative error");
  }

  @Test
  void aModelWithoutItsAdapterIsNotEqual() throws Exception {
    Cli.Outcome outcome =
        verify(
            TinySweep.checkpoint("llama"),
            "--reference",
            TinySweep.golden("all-linear").toString());

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).contains("NOT equal");
  }

  @Test
  void aPythonWithoutTransformersIsToldWhatIsMissing() throws Exception {
    Cli.Outcome outcome =
        verify(TinySweep.checkpoint("llama"), "--python", folder.resolve("none").toString());

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("cannot be run");
  }

  private Cli.Outcome verify(Path model, String... more) throws Exception {
    String[] arguments = new String[more.length + 2];
    arguments[0] = "verify";
    arguments[1] = model.toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    return new Cli(folder).run(arguments);
  }
}
