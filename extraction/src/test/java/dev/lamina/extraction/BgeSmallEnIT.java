package dev.lamina.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A real encoder held to what Hugging Face transformers computes with the same weights.
class BgeSmallEnIT {
  private static final Path FOLDER =
      Path.of(System.getProperty("basedir", "."), "target", "models", "bge-small-en");

  private static Golden golden;
  private static ModelSource source;

  @BeforeAll
  static void read() throws IOException, ModelException {
    golden = Golden.named("bge-small-en");
    source = ModelSource.at(FOLDER);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "1, 512", "2, 4096"})
  void everyLayerOfEveryRowEqualsHuggingFace(int threads, int tokensPerRun) throws ModelException {
    // Given
    RuntimeOptions options = new RuntimeOptions(threads, tokensPerRun);
    try (HiddenStateExtractor extractor = HiddenStateExtractor.open(source, options)) {
      for (Pooling pooling : Pooling.values()) {
        // When
        BatchStates states =
            extractor.extract(
                golden.rows(), new ExtractionSettings(pooling, 512, TooLong.TRUNCATE));

        // Then
        assertThat(states.unusable()).isEmpty();
        golden.assertEqual(states, pooling, 1e-4);
      }
    }
  }

  @Test
  void tokensEqualHuggingFace() throws ModelException {
    try (TextTokenizer tokenizer = TextTokenizer.open(source.tokenizer())) {
      for (int row = 0; row < golden.states().texts().size(); row++) {
        // When
        TokenRow tokens = tokenizer.encode(golden.states().texts().get(row)).cutTo(512);

        // Then
        List<Long> ids = Arrays.stream(tokens.ids()).boxed().toList();
        assertThat(ids).isEqualTo(golden.ids().get(row));
      }
    }
  }

  @Test
  void isDescribed() throws ModelException {
    // When
    ModelDescription description = source.describe();

    // Then
    assertThat(description)
        .isEqualTo(
            new ModelDescription(
                description.digest(),
                13,
                384,
                512,
                33_212_160,
                "output of the last block, which ends with its own norm",
                List.of("float32")));
  }

  @Test
  void weightsStayInTheirFile() throws ModelException {
    // When
    OnnxFile file = OnnxFile.read(source.tokenizer().resolveSibling("model.onnx"));

    // Then the graph of a model of 133 MB is small, and nothing of it lies elsewhere
    assertThat(file.model().getSerializedSize()).isLessThan(1 << 20);
    assertThat(file.externalFiles()).isEmpty();
  }
}
