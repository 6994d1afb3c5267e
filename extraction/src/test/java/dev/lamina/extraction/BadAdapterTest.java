package dev.lamina.extraction;

import static dev.lamina.extraction.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.extraction.ModelException.Kind;
import dev.lamina.extraction.SafetensorsBytes.Tensor;
import dev.lamina.extraction.lora.AdapterSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What adapters are told that change nothing, do not fit, or are not what they say.
class BadAdapterTest {
  private static final String LAYER = "base_model.model.model.layers.0.self_attn.q_proj";
  private static final String A = LAYER + ".lora_A.weight";
  private static final String B = LAYER + ".lora_B.weight";

  private static HiddenStateExtractor base;

  @TempDir private Path folder;

  @BeforeAll
  static void openBase() throws ModelException {
    base = TinyCheckpoint.open("llama", 1);
  }

  @AfterAll
  static void closeBase() {
    base.close();
  }

  @Test
  void anUntrainedAdapter() {
    assertRefused(
        () -> base.adapt(AdapterSource.at(TinyCheckpoint.adapter("llama", "zero"))),
        Kind.UNSUPPORTED,
        "changes nothing: in every layer A, B or lora_alpha is zero",
        "Save it again after training");
  }

  @Test
  void anAdapterWhoseAIsZero() throws IOException, ModelException {
    refused(
        adapter().tensors(tensors -> zero(tensors, name -> name.contains("lora_A"))),
        Kind.UNSUPPORTED,
        "changes nothing");
  }

  /// Zero layer by layer, once here and once there.
  @Test
  void anAdapterWhoseProductsAreAllZero() throws IOException, ModelException {
    refused(
        adapter()
            .tensors(
                tensors ->
                    zero(tensors, n -> n.contains(n.contains("q_proj") ? "lora_A" : "lora_B"))),
        Kind.UNSUPPORTED,
        "changes nothing");
  }

  /// Rank by rank, too: what A reads, B never writes.
  @Test
  void anAdapterWhoseRanksNeverMeet() throws IOException, ModelException {
    refused(
        adapter()
            .tensors(
                tensors -> {
                  zero(tensors, name -> !name.startsWith(LAYER));
                  tensors.put(A, Tensor.filled(0, 2, 16).with(0, 1));
                  tensors.put(B, Tensor.filled(0, 16, 2).with(1, 1));
                }),
        Kind.UNSUPPORTED,
        "changes nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1e-300"})
  void anAdapterThatIsScaledToNothing(String alpha) throws IOException {
    refused(adapter().set("lora_alpha", alpha), Kind.UNSUPPORTED, "changes nothing", "lora_alpha");
  }

  @Test
  void anAdapterWithoutWeights() throws IOException, ModelException {
    refused(
        adapter().tensors(Map::clear),
        Kind.UNSUPPORTED,
        "changes nothing: it holds no LoRA weights");
  }

  @ParameterizedTest
  @ValueSource(strings = {A, B})
  void halfAnAdapter(String missing) throws IOException, ModelException {
    refused(
        adapter().tensors(tensors -> tensors.remove(missing)),
        Kind.CORRUPT,
        "has no tensor '" + missing + "'. Save the adapter again.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"4,20|16,4", "4,16|20,4", "4,16|16,5", "16,4|4,16", "64|16,4", "0,16|16,0", "|16,4"})
  void anAdapterOfAnotherBase(String a, String b) throws IOException, ModelException {
    refused(
        adapter()
            .tensors(
                tensors -> {
                  tensors.put(A, Tensor.filled(1, sizes(a)));
                  tensors.put(B, Tensor.filled(1, sizes(b)));
                }),
        Kind.UNSUPPORTED,
        "does not fit its base: '" + LAYER + "' has A [",
        "and the base's layer is [16, 16] (out, in)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "base_model.model.model.layers.3.self_attn.q_proj",
        "base_model.model.model.layers.0.self_attn.qkv_proj",
        "base_model.model.model.layers.0.self_attn.xq_proj",
        "base_model.model.model.xlayers.0.self_attn.q_proj",
        "base_model.model.model.layers.0.self_attn",
        "base_model.model.model.layers.0.self_attn.q_proj.",
        "base_model.model.model.embed_tokens",
        "q_proj",
        ""
      })
  void aLayerThatTheBaseDoesNotHave(String layer) throws IOException, ModelException {
    refused(
        adapter()
            .tensors(
                tensors -> {
                  tensors.put(layer + ".lora_A.weight", tensors.get(A));
                  tensors.put(layer + ".lora_B.weight", tensors.get(B));
                }),
        Kind.UNSUPPORTED,
        "it adapts '" + layer + "', which is no linear layer of the base's blocks (layers.0.mlp");
  }

  /// PEFT saves the heads of classifiers, and people adapt the head on words; both lie behind
  /// all states.
  @Test
  void whatIsTrainedBehindTheLastStateIsLeftOut() throws IOException, ModelException {
    CopiedCheckpoint adapter = adapter();
    float[] without = states(adapter);

    adapter
        .set("modules_to_save", "[\"classifier\", \"score\"]")
        .tensors(
            tensors -> {
              tensors.put("base_model.model.lm_head.lora_A.weight", tensors.get(A));
              tensors.put("base_model.model.lm_head.lora_B.weight", tensors.get(B));
              tensors.put("base_model.model.score.weight", tensors.get(A));
              tensors.put("base_model.model.classifier.dense.bias", tensors.get(A));
            });

    assertThat(states(adapter)).isEqualTo(without);
  }

  private static float[] states(CopiedCheckpoint adapter) throws ModelException {
    ExtractionSettings settings = new ExtractionSettings(Pooling.MEAN, 64, TooLong.TRUNCATE);
    try (AdaptedExtractor adapted = base.adapt(adapter.adapter())) {
      return adapted.extract(List.of(new TextRow("a", "w4 w5 w6")), settings).states();
    }
  }

  @Test
  void aLayerThatIsAdaptedTwice() throws IOException, ModelException {
    refused(
        adapter()
            .tensors(
                tensors -> {
                  tensors.put("layers.0.self_attn.q_proj.lora_A.weight", tensors.get(A));
                  tensors.put("layers.0.self_attn.q_proj.lora_B.weight", tensors.get(B));
                }),
        Kind.UNSUPPORTED,
        "it adapts the layer 'layers.0.self_attn.q_proj' twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "base_model.model.model.embed_tokens.lora_embedding_A",
        LAYER + ".lora_magnitude_vector",
        LAYER + ".lora_B.bias",
        LAYER + ".base_layer.bias",
        LAYER + ".lora_A.default.weight",
        ".weight"
      })
  void aTensorThatIsNotApplied(String tensor) throws IOException, ModelException {
    refused(
        adapter().tensors(tensors -> tensors.put(tensor, tensors.get(A))),
        Kind.UNSUPPORTED,
        "holds tensor '" + tensor + "'; only LoRA's A and B of linear layers are applied");
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "-Infinity"})
  void aNumberThatIsNotFinite(float value) throws IOException, ModelException {
    refused(
        adapter().tensor(A, tensor -> tensor.with(5, value)),
        Kind.CORRUPT,
        "adapter_model.safetensors' has " + value + " in tensor '" + A);
  }

  @Test
  void aScaleThatOverflows() throws IOException, ModelException {
    refused(
        adapter().tensor(B, tensor -> tensor.with(5, 1e30f)).set("lora_alpha", "1e20"),
        Kind.CORRUPT,
        "has Infinity in tensor '" + B + "', its scale applied");
  }

  @ParameterizedTest
  @CsvSource({"I8,64", "I32,256", "F64,512", "F8_E4M3,64"})
  void aTypeThatIsNotRead(String type, int bytes) throws IOException, ModelException {
    refused(
        adapter()
            .tensors(
                tensors -> {
                  tensors.put(A, new Tensor(type, List.of(4L, 16L), new byte[bytes]));
                  tensors.put(B, Tensor.filled(1, 16, 4));
                }),
        Kind.UNSUPPORTED,
        "Tensor '" + A + "'",
        "is of type " + type + "; F32, F16 and BF16 are read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"adapter_config.json", "adapter_model.safetensors"})
  void aMissingFile(String file) throws IOException {
    CopiedCheckpoint adapter = adapter();
    Files.delete(adapter.file(file));

    assertRefused(
        adapter::adapter,
        Kind.MISSING,
        "is no adapter: it has no file '" + file,
        "save_pretrained");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 100, 1_000})
  void truncatedWeights(int bytes) throws IOException {
    CopiedCheckpoint adapter = adapter();
    Files.write(adapter.weights(), Arrays.copyOf(Files.readAllBytes(adapter.weights()), bytes));

    refused(adapter, Kind.CORRUPT, "adapter_model.safetensors'", "opy it again");
  }

  @Test
  void aBaseThatDoesNotTellItsLayers() throws IOException, ModelException {
    AdapterSource adapter = adapter().adapter();
    try (HiddenStateExtractor onnx = TinyModel.in(folder.resolve("onnx"), "qwen3").open()) {
      assertRefused(
          () -> onnx.adapt(adapter),
          Kind.UNSUPPORTED,
          "needs a Hugging Face checkpoint as its base",
          "Give the checkpoint");
    }
  }

  @Test
  void anAdapterOfAnotherFamily() throws IOException, ModelException {
    try (HiddenStateExtractor gpt2 = TinyCheckpoint.open("gpt2", 1)) {
      AdapterSource adapter = adapter().adapter();

      assertRefused(
          () -> gpt2.adapt(adapter),
          Kind.UNSUPPORTED,
          "does not fit its base",
          "no linear layer of the base's blocks (h.0.attn.c_attn");
    }
  }

  private CopiedCheckpoint adapter() throws IOException {
    return CopiedCheckpoint.adapterIn(folder.resolve("adapter"), "q-v");
  }

  private static void zero(Map<String, Tensor> tensors, Predicate<String> which) {
    tensors.replaceAll((name, tensor) -> which.test(name) ? tensor.withAll(0) : tensor);
  }

  private static long[] sizes(@Nullable String written) {
    return written == null
        ? new long[0]
        : Arrays.stream(written.split(",", -1)).mapToLong(Long::parseLong).toArray();
  }

  /// By who describes the adapter, and by who would apply it.
  private static void refused(CopiedCheckpoint adapter, Kind kind, String... parts) {
    assertRefused(() -> base.adapt(adapter.adapter()), kind, parts);
    assertRefused(
        () ->
            ModelSource.at(TinyCheckpoint.at("llama"))
                .describe(adapter.adapter(), FileDigests.computed()),
        kind,
        parts);
  }
}
