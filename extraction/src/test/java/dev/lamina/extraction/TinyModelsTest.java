package dev.lamina.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TinyModelsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"bert", "roberta", "gpt2", "neox", "qwen3", "t5"})
  void equalHuggingFaceAtEveryLayerAndRow(String name) throws IOException, ModelException {
    // Given
    Golden golden = Golden.named("tiny/" + name);
    try (HiddenStateExtractor extractor = TinyModel.in(folder, name).open(64)) {
      for (Pooling pooling : Pooling.values()) {
        // When
        BatchStates states =
            extractor.extract(
                golden.rows(), new ExtractionSettings(pooling, 512, TooLong.TRUNCATE));

        // Then
        assertThat(states.unusable()).isEmpty();
        golden.assertEqual(states, pooling, 1e-5);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bert, 24, 'output of the last block, which ends with its own norm'",
    "roberta, 24, 'output of the last block, which ends with its own norm'",
    "gpt2, 24, 'output of the last block, after the final norm'",
    "neox, 2147483647, 'output of the last block, after the final norm'",
    "qwen3, 2147483647, 'output of the last block, after the final norm'",
    "t5, 2147483647, 'output of the last block, after the final norm'"
  })
  void areDescribedWithoutBeingRun(String name, int maxTokens, String lastLayer)
      throws IOException, ModelException {
    // When
    ModelDescription description = TinyModel.in(folder, name).source().describe();

    // Then
    assertThat(description.layers()).isEqualTo(3);
    assertThat(description.features()).isEqualTo(16);
    assertThat(description.maxTokens()).isEqualTo(maxTokens);
    assertThat(description.lastLayer()).isEqualTo(lastLayer);
    assertThat(description.parameters()).isBetween(4_000L, 8_000L);
  }
}
