package dev.lamina.extraction;

import static dev.lamina.extraction.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.lamina.extraction.ModelException.Kind;
import dev.lamina.extraction.SafetensorsBytes.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What checkpoints are told whose files are not there, or are not what others say of them.
class BadCheckpointTest {
  private static final String QUERIES = "model.layers.1.self_attn.q_proj.weight";
  private static final String INDEX = "model.safetensors.index.json";

  @TempDir private Path folder;

  @Test
  void weightsWithoutAConfig() throws IOException {
    CopiedCheckpoint model = CopiedCheckpoint.in(folder, "llama");
    Files.delete(model.file("config.json"));

    assertRefused(
        model::source, Kind.MISSING, "neither a file 'model.onnx' nor a checkpoint's config.json");
  }

  @Test
  void aConfigWithoutWeights() throws IOException {
    CopiedCheckpoint model = CopiedCheckpoint.in(folder, "llama");
    Files.move(model.weights(), model.file("pytorch_model.bin"));

    assertRefused(
        model::source, Kind.MISSING, "has no weights in safetensors files", "save_pretrained");
  }

  @Test
  void aCheckpointWithoutATokenizer() throws IOException {
    CopiedCheckpoint model = CopiedCheckpoint.in(folder, "llama");
    Files.delete(model.file("tokenizer.json"));

    assertRefused(model::source, Kind.MISSING, "has no tokenizer, 'tokenizer.json' is missing");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 8, 9, 1_000, 2_911, 2_912, 2_913, 20_000, 29_471})
  void truncatedWeights(int bytes) throws IOException {
    CopiedCheckpoint model = CopiedCheckpoint.in(folder, "llama");
    Files.write(model.weights(), Arrays.copyOf(Files.readAllBytes(model.weights()), bytes));

    refused(model, Kind.CORRUPT, "model.safetensors'", "opy it again");
  }

  @Test
  void weightsWithoutATensor() throws IOException {
    CopiedCheckpoint model = CopiedCheckpoint.in(folder, "llama");
    Files.write(model.weights(), SafetensorsBytes.write(Map.of()));

    refused(model, Kind.CORRUPT, "The checkpoint has no tensors. Copy it again.");
  }

  @Test
  void aMissingTensor() throws IOException, ModelException {
    CopiedCheckpoint model =
        CopiedCheckpoint.in(folder, "llama").tensors(tensors -> tensors.remove(QUERIES));

    refused(
        model, Kind.CORRUPT, "has no tensor 'layers.1.self_attn.q_proj.weight' (nor '" + QUERIES);
  }

  @ParameterizedTest
  @CsvSource({"16,15", "8,32", "32,8", "1,256"})
  void aShapeThatTheConfigDoesNotAskFor(long rows, long columns)
      throws IOException, ModelException {
    CopiedCheckpoint model = damaged(QUERIES, same -> Tensor.filled(1, rows, columns));

    refused(
        model,
        Kind.CORRUPT,
        "Tensor '%s' has shape [%d, %d], and config.json asks for [16, 16]"
            .formatted(QUERIES, rows, columns));
  }

  @ParameterizedTest
  @CsvSource({"I8,64", "U8,64", "F8_E4M3,64", "I32,16", "F64,8", "BOOL,64"})
  void aTypeThatIsNotComputedIn(String type, long columns) throws IOException, ModelException {
    CopiedCheckpoint model = damaged(QUERIES, tensor -> tensor.as(type, 16L, columns));

    refused(
        model,
        Kind.UNSUPPORTED,
        "Tensor '%s' is of type %s; F32, F16, BF16 are read".formatted(QUERIES, type),
        "Quantized checkpoints are not");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 768})
  void aTableWithoutRows(long sizes) throws IOException, ModelException {
    CopiedCheckpoint model =
        damaged(
            "model.embed_tokens.weight",
            same -> sizes == 0 ? Tensor.filled(1, 0, 16) : Tensor.filled(1, sizes));

    refused(model, Kind.CORRUPT, "model.embed_tokens.weight' has shape [" + sizes);
  }

  @Test
  void anIndexThatNamesAMissingShard() throws IOException {
    CopiedCheckpoint model = sharded();
    Files.delete(model.file("model-00003-of-00006.safetensors"));

    refused(
        model,
        Kind.MISSING,
        "The index names 'model-00003-of-00006.safetensors', which is not in '" + folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"../other.safetensors\"",
        "\"/etc/passwd\"",
        "\"sub/model.safetensors\"",
        "\"..\"",
        "\"model.bin\"",
        "\"\"",
        "7",
        "null",
        "[\"model-00001-of-00006.safetensors\"]",
        "\"model.safetensors\\u0000.safetensors\"",
        "\"a\\\\b.safetensors\""
      })
  void anIndexThatLeavesTheFolder(String shard) throws IOException {
    CopiedCheckpoint model =
        sharded()
            .json(
                folder.resolve(INDEX),
                index ->
                    index
                        .getAsJsonObject("weight_map")
                        .add(QUERIES, JsonParser.parseString(shard)));

    refused(
        model,
        Kind.FORBIDDEN,
        "places tensor '" + QUERIES + "' in '",
        "a shard is a .safetensors file of the same folder");
  }

  @Test
  void anIndexThatIsWrongAboutAShard() throws IOException {
    CopiedCheckpoint model =
        places("model.layers.9.mlp.gate_proj.weight", "model-00001-of-00006.safetensors");

    refused(
        model,
        Kind.CORRUPT,
        "tensor 'model.layers.9.mlp.gate_proj.weight' lies in 'model-00001-of-00006.safetensors', and it does not");
  }

  /// Which of two it takes would not show in the model's digest.
  @Test
  void aTensorInAnotherShardThanTheIndexSays() throws IOException {
    CopiedCheckpoint model = places("model.norm.weight", "model-00001-of-00006.safetensors");

    refused(
        model,
        Kind.CORRUPT,
        "model-00005-of-00006.safetensors' holds tensor 'model.norm.weight', which the index places in 'model-00001-of-00006.safetensors'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"weight_map\": {}}", "{\"weight_map\": []}"})
  void anIndexWithoutAMap(String index) throws IOException {
    CopiedCheckpoint model = sharded();
    Files.writeString(model.file(INDEX), index);

    refused(model, Kind.CORRUPT, INDEX, "has no weight_map");
  }

  @Test
  void anIndexThatIsNone() throws IOException {
    CopiedCheckpoint model = sharded();
    Files.writeString(model.file(INDEX), "{\"weight_map\": {");

    refused(model, Kind.CORRUPT, INDEX, "cannot be read as a JSON object");
  }

  /// As transformers has it: saving a model anew leaves an index behind.
  @Test
  void anIndexBesideOneFileIsNotRead() throws IOException, ModelException {
    CopiedCheckpoint model = CopiedCheckpoint.in(folder, "llama");
    Files.writeString(model.file(INDEX), "{\"weight_map\": {\"gone\": \"gone.safetensors\"}}");

    assertThat(model.source().describe()).isEqualTo(describe("llama"));
  }

  /// Half a word behind every number's own boundary, as no writer but an old one leaves it.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6})
  void tensorsThatLieOffTheirBoundariesAreReadAsWell(int off) throws IOException, ModelException {
    // Given
    CopiedCheckpoint model = CopiedCheckpoint.in(folder, "llama");
    Files.write(
        model.weights(), SafetensorsBytes.write(SafetensorsBytes.read(model.weights()), off));
    Golden golden = Golden.named("checkpoints/llama");
    try (HiddenStateExtractor extractor = model.open()) {
      // When
      BatchStates states =
          extractor.extract(
              golden.rows(), new ExtractionSettings(Pooling.MEAN, 512, TooLong.TRUNCATE));

      // Then
      golden.assertEqual(states, Pooling.MEAN, 1e-5);
    }
  }

  private CopiedCheckpoint damaged(String tensor, UnaryOperator<Tensor> change)
      throws IOException, ModelException {
    return CopiedCheckpoint.in(folder, "llama").tensor(tensor, change);
  }

  private CopiedCheckpoint sharded() throws IOException {
    return CopiedCheckpoint.in(folder, "llama-sharded");
  }

  private CopiedCheckpoint places(String tensor, String shard) throws IOException {
    Consumer<JsonObject> place =
        index -> index.getAsJsonObject("weight_map").addProperty(tensor, shard);
    return sharded().json(folder.resolve(INDEX), place);
  }

  private static ModelDescription describe(String name) throws ModelException {
    return ModelSource.at(TinyCheckpoint.at(name)).describe();
  }

  /// By who asks what the model is, and by who would load it.
  private static void refused(CopiedCheckpoint model, Kind kind, String... parts) {
    assertRefused(() -> model.source().describe(), kind, parts);
    assertRefused(model::open, kind, parts);
  }
}
