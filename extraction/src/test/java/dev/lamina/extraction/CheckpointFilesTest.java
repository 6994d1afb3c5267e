package dev.lamina.extraction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which files determine a checkpoint's digest and its states, and where they may lie.
class CheckpointFilesTest {
  private static final ExtractionSettings MEAN =
      new ExtractionSettings(Pooling.MEAN, 512, TooLong.TRUNCATE);

  @TempDir private Path folder;

  /// `snapshots/REVISION/FILE -> ../../blobs/HASH`, as Hugging Face's cache has it.
  @ParameterizedTest
  @ValueSource(strings = {"llama", "llama-sharded"})
  void aCacheOfLinksIsTheModelItself(String name) throws IOException, ModelException {
    // Given
    Path blobs = Files.createDirectories(folder.resolve("blobs"));
    CopiedCheckpoint model = CopiedCheckpoint.in(folder.resolve("snapshots/0123abc"), name);
    try (Stream<Path> files = Files.list(model.folder())) {
      for (Path file : files.toList()) {
        Path blob = blobs.resolve(FileDigests.computed().sha256(file));
        Files.move(file, blob);
        Files.createSymbolicLink(file, Path.of("../../blobs").resolve(blob.getFileName()));
      }
    }
    Golden golden = Golden.named("checkpoints/" + name);
    try (HiddenStateExtractor extractor = model.open()) {
      // When
      BatchStates states = extractor.extract(golden.rows(), MEAN);

      // Then
      golden.assertEqual(states, Pooling.MEAN, 1e-5);
      assertThat(model.source().describe()).isEqualTo(describe(name));
    }
  }

  @Test
  void theDigestDoesNotDependOnThePlace() throws IOException, ModelException {
    CopiedCheckpoint model =
        CopiedCheckpoint.in(folder.resolve("a name, with ünusual signs"), "gpt2");

    assertThat(model.source().describe()).isEqualTo(describe("gpt2"));
    assertThat(model.open().layers()).isEqualTo(describe("gpt2").layers());
  }

  @Test
  void theDigestCoversEveryFileThatDeterminesStates() throws IOException, ModelException {
    // Given
    CopiedCheckpoint model = CopiedCheckpoint.in(folder, "bert");
    List<String> digests = new ArrayList<>(List.of(model.source().describe().digest()));

    // When each in turn is changed by as little as can be
    for (String file :
        List.of("model.safetensors", "config.json", "tokenizer.json", "tokenizer_config.json")) {
      byte[] bytes = Files.readAllBytes(model.file(file));
      if (file.endsWith(".json")) {
        Files.writeString(model.file(file), new String(bytes, UTF_8) + "\n");
      } else {
        bytes[bytes.length - 1] ^= 1;
        Files.write(model.file(file), bytes);
      }
      digests.add(model.source().describe().digest());
    }

    // Then
    assertThat(digests).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama", "llama-sharded", "bert"})
  void eachFileIsHashedOnceAndMayBeRemembered(String name) throws IOException, ModelException {
    // Given
    CopiedCheckpoint model = CopiedCheckpoint.in(folder, name);
    List<Path> asked = new ArrayList<>();
    FileDigests remembering =
        file -> {
          asked.add(file.toRealPath());
          return FileDigests.computed().sha256(file);
        };

    // When
    ModelDescription described = model.source().describe(remembering);

    // Then
    assertThat(described).isEqualTo(model.source().describe());
    try (Stream<Path> files = Files.list(folder.toRealPath())) {
      assertThat(asked)
          .containsExactlyInAnyOrderElementsOf(
              files.filter(file -> !file.toString().endsWith(".index.json")).toList());
    }
  }

  @ParameterizedTest
  @CsvSource({"llama-untied,lm_head.weight", "gpt_neox,embed_out.weight"})
  void theHeadIsNeverLoaded(String name, String head) throws IOException, ModelException {
    // Given a model with a damaged head, and one without
    Golden golden = Golden.named("checkpoints/" + name);
    CopiedCheckpoint damaged =
        CopiedCheckpoint.in(folder.resolve("damaged"), name)
            .tensor(
                head,
                tensor -> tensor.withAll(Float.NaN).as("I8", 1L, (long) tensor.bytes().length));
    CopiedCheckpoint without =
        CopiedCheckpoint.in(folder.resolve("without"), name)
            .tensors(tensors -> tensors.remove(head));
    for (CopiedCheckpoint model : List.of(damaged, without)) {
      try (HiddenStateExtractor extractor = model.open()) {
        // When
        BatchStates states = extractor.extract(golden.rows(), MEAN);

        // Then
        golden.assertEqual(states, Pooling.MEAN, 1e-5);
        assertThat(model.source().describe().parameters()).isEqualTo(describe(name).parameters());
      }
    }
    assertThat(describe(name).parameters())
        .isEqualTo(
            SafetensorsBytes.read(TinyCheckpoint.at(name).resolve("model.safetensors"))
                .entrySet()
                .stream()
                .filter(tensor -> !tensor.getKey().equals(head))
                .filter(tensor -> !tensor.getKey().contains("inv_freq"))
                .mapToLong(tensor -> tensor.getValue().bytes().length / Float.BYTES)
                .sum());
  }

  private static ModelDescription describe(String name) throws ModelException {
    return ModelSource.at(TinyCheckpoint.at(name)).describe();
  }
}
