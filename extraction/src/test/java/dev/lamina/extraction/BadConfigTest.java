package dev.lamina.extraction;

import static dev.lamina.extraction.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.extraction.ModelException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What checkpoints are told whose `config.json` asks for what is not, or for nothing.
class BadConfigTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "\"text\"", "{", "{} {}", "{\"a\": NaN}", "\u0000"})
  void aConfigThatIsNoObject(String text) throws IOException {
    CopiedCheckpoint model = CopiedCheckpoint.in(folder, "llama");
    Files.writeString(model.file("config.json"), text);

    refused(model, Kind.CORRUPT, "config.json' cannot be read as a JSON object", "Copy it again");
  }

  @Test
  void aFamilyThatIsNotBuilt() throws IOException {
    CopiedCheckpoint model = CopiedCheckpoint.in(folder, "llama").set("model_type", "\"t5\"");

    refused(
        model,
        Kind.UNSUPPORTED,
        "is of a model of type 't5'; built are bert, camembert, gemma, gemma2, gemma3_text, gpt2, gpt_neox, llama, mistral, qwen2, qwen3, roberta, xlm-roberta",
        "optimum-cli export onnx");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        // Counts
        "llama | model_type              | null       | CORRUPT | has no model_type",
        "llama | model_type              | 7          | CORRUPT | has model_type 7, a text was expected",
        "llama | hidden_size             | null       | CORRUPT | lacks hidden_size",
        "llama | hidden_size             | 0          | CORRUPT | has hidden_size 0, a whole number from 1 on",
        "llama | hidden_size             | -16        | CORRUPT | has hidden_size -16, a whole number from 1 on",
        "llama | hidden_size             | 16.5       | CORRUPT | has hidden_size 16.5, a whole number from 1 on",
        "llama | hidden_size             | \"16\"     | CORRUPT | has hidden_size \"16\", a whole number from 1 on",
        "llama | hidden_size             | [16]       | CORRUPT | has hidden_size [16], a single value was expected",
        "llama | hidden_size             | 1e300      | CORRUPT | has hidden_size 1e300, a whole number from 1 on",
        "llama | hidden_size             | 32         | CORRUPT | has shape [48, 16], and config.json asks for [48, 32]",
        "llama | num_attention_heads     | 0          | CORRUPT | has num_attention_heads 0",
        "llama | num_attention_heads     | -1         | CORRUPT | has num_attention_heads -1",
        "llama | num_attention_heads     | 3          | CORRUPT | has 3 heads of 4 features for 2 of keys and values",
        "llama | num_attention_heads     | 100000000  | CORRUPT | asks for [400000000, 16]",
        "llama | num_key_value_heads     | 3          | CORRUPT | has 4 heads of 4 features for 3 of keys and values",
        "llama | num_key_value_heads     | 8          | CORRUPT | has 4 heads of 4 features for 8 of keys and values",
        "llama | num_hidden_layers       | 0          | CORRUPT | has num_hidden_layers 0",
        "llama | num_hidden_layers       | 4          | CORRUPT | has no tensor 'layers.3.input_layernorm.weight'",
        "llama | num_hidden_layers       | 100000000  | CORRUPT | has no tensor 'layers.3.input_layernorm.weight'",
        "llama | num_hidden_layers       | 1000000000 | CORRUPT | has num_hidden_layers 1000000000",
        "llama | intermediate_size       | 100000000  | CORRUPT | asks for [100000000, 16]",
        "llama | head_dim                | 5          | UNSUPPORTED | turns 5 features of each head by position",
        "llama | head_dim                | 1          | UNSUPPORTED | turns 1 features of each head by position",
        "llama | head_dim                | 100000000  | UNSUPPORTED | turns 100000000 features",
        // Numbers and names
        "llama | rms_norm_eps            | -1e-6      | CORRUPT | has rms_norm_eps -1e-6, a number not below 0",
        "llama | rms_norm_eps            | \"x\"      | CORRUPT | has rms_norm_eps \"x\", a number not below 0",
        "llama | rms_norm_eps            | 1e39       | CORRUPT | has rms_norm_eps 1e39",
        "llama | hidden_act              | \"quick\"  | UNSUPPORTED | wants the activation 'quick'; silu, gelu, gelu_new, gelu_pytorch_tanh and relu are known",
        "llama | hidden_act              | 1          | CORRUPT | has hidden_act 1, a text was expected",
        "llama | attention_bias          | \"no\"     | CORRUPT | has attention_bias \"no\", true or false was expected",
        "llama | attention_bias          | true       | CORRUPT | has no tensor 'layers.0.self_attn.q_proj.bias'",
        // Positions
        "llama | rope_parameters         | \"linear\" | CORRUPT | has rope_parameters \"linear\", an object was expected",
        "llama | rope_parameters         | {\"rope_type\": \"longrope\"} | UNSUPPORTED | scales its rotary positions by 'longrope'; default, linear, dynamic, llama3 and yarn are known",
        "llama | rope_parameters         | {\"rope_theta\": 0} | CORRUPT | has rope_theta 0, a number above 0",
        "llama | rope_parameters         | {\"rope_theta\": -5} | CORRUPT | has rope_theta -5",
        "llama | rope_parameters         | {\"rope_type\": \"linear\"} | CORRUPT | lacks factor",
        "llama | rope_parameters         | {\"rope_type\": \"linear\", \"factor\": 0} | CORRUPT | has factor 0, a number above 0",
        "llama | rope_parameters         | {\"rope_type\": \"linear\", \"factor\": 1e-45, \"rope_theta\": 1e-40} | UNSUPPORTED | no finite frequency",
        "llama | rope_parameters         | {\"rope_type\": \"llama3\", \"factor\": 8, \"low_freq_factor\": 4, \"high_freq_factor\": 4, \"original_max_position_embeddings\": 8} | CORRUPT | the second is the larger one",
        "llama | rope_parameters         | {\"rope_type\": \"yarn\"} | CORRUPT | lacks factor",
        "gpt_neox-published | rotary_pct | 0          | UNSUPPORTED | turns 0 features of each head",
        "gpt_neox-published | rotary_pct | 1.5        | CORRUPT | turns 1.5 of each head's features",
        "gpt_neox-published | num_attention_heads | 3 | CORRUPT | shares out 32 features to 3 heads",
        "gpt_neox-published | num_attention_heads | 64 | CORRUPT | shares out 32 features to 64 heads",
        // Windows
        "qwen2-sliding | sliding_window  | 0          | CORRUPT | has sliding_window 0",
        "qwen2-sliding | sliding_window  | -1         | CORRUPT | has sliding_window -1",
        "qwen2-sliding | layer_types     | [\"full_attention\"] | CORRUPT | has 1 layer_types for 4 layers",
        "qwen2-sliding | layer_types     | \"all\"    | CORRUPT | has layer_types \"all\", a list was expected",
        "qwen2-sliding | layer_types     | [\"full_attention\", \"linear_attention\", null] | UNSUPPORTED | has layers of type 'linear_attention'; full_attention and sliding_attention are known",
        // Other families
        "gemma2 | query_pre_attn_scalar  | 0          | CORRUPT | has query_pre_attn_scalar 0, a number above 0",
        "gemma2 | num_key_value_heads    | 3          | CORRUPT | has 4 heads of 8 features for 3 of keys and values",
        "gemma3_text | use_bidirectional_attention | true | UNSUPPORTED | attends in both directions",
        "gpt2 | n_head                   | 5          | CORRUPT | shares out 16 features to 5 heads",
        "gpt2 | n_layer                  | null       | CORRUPT | lacks n_layer",
        "gpt2 | n_embd                   | 100000000  | CORRUPT | asks for [48, 100000000]",
        "bert | num_attention_heads      | 5          | CORRUPT | shares out 16 features to 5 heads",
        "bert | position_embedding_type  | \"relative_key\" | UNSUPPORTED | has relative positions; only absolute ones are built",
        "bert | is_decoder               | true       | UNSUPPORTED | is a decoder",
        "bert | hidden_act               | \"mish\"   | UNSUPPORTED | wants the activation 'mish'",
        "roberta | pad_token_id          | 40         | CORRUPT | has pad_token_id 40, behind which the table of positions ends",
        "roberta | pad_token_id          | 1e30       | CORRUPT | has pad_token_id",
      })
  void aSettingThatIsNone(String name, String key, String json, Kind kind, String message)
      throws IOException {
    CopiedCheckpoint model = CopiedCheckpoint.in(folder, name).set(key, json);

    // However many layers it claims, the answer is there at once.
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(2), () -> refused(model, kind, "config.json", message));
  }

  /// Files of old and new versions of transformers write null where they mean a default.
  @ParameterizedTest
  @CsvSource({
    "llama,head_dim",
    "llama,rope_scaling",
    "llama,hidden_act",
    "llama,mlp_bias",
    "qwen2-sliding-oldconfig,sliding_window",
    "qwen2-sliding,sliding_window",
    "mistral,sliding_window",
    "gpt2,n_inner",
    "bert,position_embedding_type",
    "gemma2,attn_logit_softcapping"
  })
  void nullIsADefault(String name, String key) throws IOException, ModelException {
    CopiedCheckpoint model = CopiedCheckpoint.in(folder, name).set(key, "null");

    try (HiddenStateExtractor extractor = model.open()) {
      assertThat(extractor.layers()).isEqualTo(model.source().describe().layers());
    }
  }

  private static void refused(CopiedCheckpoint model, Kind kind, String... parts) {
    assertRefused(() -> model.source().describe(), kind, parts);
    assertRefused(model::open, kind, parts);
  }
}
