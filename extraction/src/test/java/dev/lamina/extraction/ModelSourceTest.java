package dev.lamina.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSourceTest {
  @TempDir private Path parent;
  private TinyModel model;
  private ModelDescription before;

  @BeforeEach
  void layModel() throws IOException, ModelException {
    model = TinyModel.in(parent.resolve("model"), "qwen3");
    before = model.source().describe();
  }

  @Test
  void theDigestDoesNotDependOnThePlace() throws IOException, ModelException {
    // Given the same bytes elsewhere, reached by file and by link
    TinyModel other = TinyModel.in(parent.resolve("other"), "qwen3");
    Path moved = Files.move(other.onnx(), other.folder().resolve("decoder.onnx"));
    Path linked = Files.createDirectory(parent.resolve("linked"));
    Files.createSymbolicLink(linked.resolve("model.onnx"), moved);
    Files.copy(other.tokenizer(), linked.resolve("tokenizer.json"));

    // When, Then
    assertThat(ModelSource.at(moved).describe()).isEqualTo(before);
    assertThat(ModelSource.at(linked).describe()).isEqualTo(before);
  }

  @Test
  void theDigestCoversTheTokenizer() throws IOException, ModelException {
    // Given
    Files.writeString(
        model.tokenizer(), Files.readString(model.tokenizer()).replace("\"w4\"", "\"x4\""));

    // When, Then
    assertThat(model.source().describe().digest()).isNotEqualTo(before.digest());
  }

  @Test
  void theDigestCoversTheWeights() throws IOException, ModelException {
    // Given
    model.changeLargest(
        tensor -> {
          byte[] bytes = tensor.getRawData().toByteArray();
          bytes[7] ^= 1;
          tensor.setRawData(com.google.protobuf.ByteString.copyFrom(bytes));
        });

    // When, Then
    assertThat(model.source().describe().digest()).isNotEqualTo(before.digest());
  }

  @Test
  void theLimitComesFromTheSettingsWhereTheGraphHasNone() throws IOException, ModelException {
    // Given
    Files.writeString(
        model.folder().resolve("config.json"), "{\"max_position_embeddings\": 40, \"x\": []}");
    ModelDescription config = model.source().describe();
    Files.writeString(
        model.folder().resolve("tokenizer_config.json"), "{\"model_max_length\": 30}");
    ModelDescription both = model.source().describe();
    Files.writeString(
        model.folder().resolve("tokenizer_config.json"), "{\"model_max_length\": 1e30}");
    ModelDescription unlimited = model.source().describe();

    // Then
    assertThat(before.maxTokens()).isEqualTo(Integer.MAX_VALUE);
    assertThat(config.maxTokens()).isEqualTo(40);
    assertThat(both.maxTokens()).isEqualTo(30);
    assertThat(unlimited.maxTokens()).isEqualTo(40);
    assertThat(config.digest()).isNotEqualTo(before.digest());
  }
}
