package dev.lamina.extraction;

import static dev.lamina.extraction.Refusal.assertRefused;

import dev.lamina.extraction.ModelException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What adapters are told whose settings ask for more than `W + B A`.
class BadAdapterConfigTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "peft_type         | \"LOHA\"        | UNSUPPORTED | is of peft_type \"LOHA\"; only LORA adapters",
        "peft_type         | null            | UNSUPPORTED | is of peft_type null",
        "use_dora          | true            | UNSUPPORTED | has use_dora true, which is not applied; train without it",
        "bias              | \"all\"         | UNSUPPORTED | has bias \"all\"",
        "bias              | \"lora_only\"   | UNSUPPORTED | has bias \"lora_only\"",
        "lora_bias         | true            | UNSUPPORTED | has lora_bias true",
        "modules_to_save   | [\"score\", \"embed_tokens\"] | UNSUPPORTED | has modules_to_save [\"score\",\"embed_tokens\"]",
        "layer_replication | [[0, 2]]        | UNSUPPORTED | has layer_replication [[0,2]]",
        "target_parameters | [\"x\"]         | UNSUPPORTED | has target_parameters",
        "trainable_token_indices | [1]       | UNSUPPORTED | has trainable_token_indices [1]",
        "alora_invocation_tokens | [1]       | UNSUPPORTED | has alora_invocation_tokens [1]",
        "use_qalora        | true            | UNSUPPORTED | has use_qalora true",
        "use_bdlora        | {\"a\": 1}      | UNSUPPORTED | has use_bdlora",
        "arrow_config      | {\"top_k\": 3}  | UNSUPPORTED | has arrow_config",
        "kasa_config       | {}              | UNSUPPORTED | has kasa_config",
        "init_lora_weights | \"pissa_niter_4\" | UNSUPPORTED | has init_lora_weights \"pissa_niter_4\", which changes the base's own weights",
        "init_lora_weights | \"OLoRA\"       | UNSUPPORTED | which changes the base's own weights",
        "use_rslora        | \"yes\"         | CORRUPT     | has use_rslora \"yes\", true or false",
        "lora_alpha        | null            | CORRUPT     | has lora_alpha null, a number was expected",
        "lora_alpha        | \"16\"          | CORRUPT     | has lora_alpha \"16\", a number was expected",
        "alpha_pattern     | {\"q_proj\": \"x\"} | CORRUPT | has alpha_pattern \"x\", a number was expected",
        "alpha_pattern     | {\".*\\\\.[qv]_proj\": 4} | UNSUPPORTED | has the alpha_pattern '.*\\.[qv]_proj'; names of modules are read",
        "alpha_pattern     | [4]             | CORRUPT     | has alpha_pattern [4], an object was expected",
      })
  void aSettingThatIsNotApplied(String key, String json, Kind kind, String message)
      throws IOException {
    refused(adapter().set(key, json), kind, "adapter_config.json", message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "null"})
  void aConfigThatIsNoObject(String text) throws IOException {
    CopiedCheckpoint adapter = adapter();
    Files.writeString(adapter.file("adapter_config.json"), text);

    refused(adapter, Kind.CORRUPT, "adapter_config.json' cannot be read as a JSON object");
  }

  private CopiedCheckpoint adapter() throws IOException {
    return CopiedCheckpoint.adapterIn(folder, "q-v");
  }

  private static void refused(CopiedCheckpoint adapter, Kind kind, String... parts) {
    assertRefused(
        () ->
            ModelSource.at(TinyCheckpoint.at("llama"))
                .describe(adapter.adapter(), FileDigests.computed()),
        kind,
        parts);
  }
}
