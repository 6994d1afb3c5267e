package dev.lamina.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.extraction.lora.AdapterSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every family against the states that Hugging Face transformers and PEFT gave for tiny
/// checkpoints of random weights.
class CheckpointsTest {
  private static final double BOUND = 1e-5;

  @ParameterizedTest
  @MethodSource("checkpoints")
  void equalHuggingFaceAtEveryLayerAndRow(String name) throws IOException, ModelException {
    // Given
    Golden golden = Golden.named("checkpoints/" + name);
    try (HiddenStateExtractor extractor = TinyCheckpoint.open(name, 2)) {
      for (Pooling pooling : Pooling.values()) {
        // When
        BatchStates states = extractor.extract(golden.rows(), settings(pooling));

        // Then
        assertThat(states.unusable()).isEmpty();
        golden.assertEqual(states, pooling, BOUND);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("adapters")
  void equalPeftAtEveryLayerAndRow(String checkpoint, String adapter)
      throws IOException, ModelException {
    // Given
    Golden golden = Golden.named("checkpoints/%s/adapters/%s".formatted(checkpoint, adapter));
    try (HiddenStateExtractor base = TinyCheckpoint.open(checkpoint, 2);
        AdaptedExtractor adapted =
            base.adapt(AdapterSource.at(TinyCheckpoint.adapter(checkpoint, adapter)))) {
      for (Pooling pooling : Pooling.values()) {
        // When
        BatchStates states = adapted.extract(golden.rows(), settings(pooling));

        // Then
        golden.assertEqual(states, pooling, BOUND);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("checkpoints")
  void giveTheSameBitsOnAnyNumberOfThreads(String name) throws IOException, ModelException {
    Golden golden = Golden.named("checkpoints/" + name);
    try (HiddenStateExtractor one = TinyCheckpoint.open(name, 1);
        HiddenStateExtractor three = TinyCheckpoint.open(name, 3)) {
      for (Pooling pooling : Pooling.values()) {
        assertThat(three.extract(golden.rows(), settings(pooling)).states())
            .containsExactly(one.extract(golden.rows(), settings(pooling)).states(), within(0f));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("checkpoints")
  void areParallelToHuggingFaceInFloat16(String name) throws IOException, ModelException {
    Golden golden = Golden.named("checkpoints/" + name);
    try (HiddenStateExtractor extractor = TinyCheckpoint.open(name, Precision.FLOAT16)) {
      for (Pooling pooling : Pooling.values()) {
        golden.assertParallel(extractor.extract(golden.rows(), settings(pooling)), pooling, 0.999);
      }
    }
  }

  private static ExtractionSettings settings(Pooling pooling) {
    return new ExtractionSettings(pooling, 512, TooLong.TRUNCATE);
  }

  static List<String> checkpoints() throws IOException {
    return names(TinyCheckpoint.ALL);
  }

  static Stream<Object[]> adapters() throws IOException {
    Stream.Builder<Object[]> adapters = Stream.builder();
    for (String checkpoint : checkpoints()) {
      Path folder = TinyCheckpoint.at(checkpoint).resolve("adapters");
      for (String adapter : Files.isDirectory(folder) ? names(folder) : List.<String>of()) {
        if (Files.exists(folder.resolve(adapter).resolve("golden.json"))) {
          adapters.add(new Object[] {checkpoint, adapter});
        }
      }
    }
    return adapters.build();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
