package dev.lamina.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which of a hub's files are fetched.
class ModelFilesTest {

  private static final String NEWEST = "hf://" + StandInHub.ID;

  @TempDir private Path cache;
  private final StandInHub hub = new StandInHub();

  @AfterEach
  void stop() {
    hub.close();
  }

  private Fetching fetching() {
    return Fetching.from(hub, cache);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../config.json", "a/../../x", "/etc/passwd", "a\u0000b", "a//b", "a\\b"})
  void aListingWithANameThatLeavesItsFolderIsRefused(String name) {
    hub.serve(HubModel.small().with(name, HubModel.text("x")));

    assertThat(fetching().refusal(NEWEST)).hasMessageContaining("no plain name");
  }

  @Test
  void theShardsOfTheIndexAreFetchedAndNoOthers() throws Exception {
    hub.serve(sharded("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"));

    Fetched fetched = fetching().fetch(NEWEST);

    assertThat(names(fetched.path()))
        .containsExactly(
            "config.json",
            "model-00001-of-00002.safetensors",
            "model-00002-of-00002.safetensors",
            "model.safetensors.index.json",
            "tokenizer.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../model.safetensors", "missing.safetensors", "pytorch_model.bin", "/x"})
  void anIndexThatNamesOtherFilesIsRefused(String shard) {
    hub.serve(sharded("model-00001-of-00002.safetensors", shard));

    assertThat(fetching().refusal(NEWEST)).hasMessageContaining("names \"" + shard + "\"");
  }

  private static HubModel sharded(String first, String second) {
    String index =
        "{\"weight_map\":{\"a\":\"%s\",\"b\":\"%s\",\"c\":\"%s\"}}".formatted(first, second, first);
    return HubModel.small()
        .without("model.safetensors")
        .with("model.safetensors.index.json", HubModel.text(index))
        .with("model-00001-of-00002.safetensors", HubModel.weights(1, 1000))
        .with("model-00002-of-00002.safetensors", HubModel.weights(2, 2000))
        .with("consolidated.safetensors", HubModel.weights(3, 3000));
  }

  @Test
  void anAdapterIsFetchedWithItsSettings() throws Exception {
    hub.serve(
        HubModel.of(
            Map.of(
                "adapter_config.json", HubModel.text("{\"r\":8}"),
                "adapter_model.safetensors", HubModel.weights(4, 500),
                "training_args.bin", HubModel.text("a pickle"))));

    assertThat(names(fetching().fetch(NEWEST).path()))
        .containsExactly("adapter_config.json", "adapter_model.safetensors");
  }

  @Test
  void aModelOfPicklesAloneIsRefused() {
    hub.serve(HubModel.small().without("model.safetensors"));

    assertThat(fetching().refusal(NEWEST)).hasMessageContaining("can run code");
  }

  @Test
  void emptyFilesAreFetchedToo() throws Exception {
    hub.serve(HubModel.small().with("tokenizer_config.json", new byte[0]));

    assertThat(fetching().fetch(NEWEST).path().resolve("tokenizer_config.json")).isEmptyFile();
  }

  @Test
  void aGraphGoesBeforeACheckpointAndOneFileBeforeShards() throws Exception {
    HubModel both =
        sharded("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors")
            .with("model.safetensors", HubModel.weights(5, 700));
    hub.serve(both);
    assertThat(names(fetching().fetch(NEWEST).path()))
        .containsExactly("config.json", "model.safetensors", "tokenizer.json");

    hub.serve(
        new HubModel(
            StandInHub.ID,
            HubModel.COMMIT.replace('0', 'f'),
            both.with("model.onnx", HubModel.text("graph"))
                .with("model.onnx_data", HubModel.text("weights"))
                .files()));
    assertThat(names(fetching().fetch(NEWEST).path()))
        .containsExactly("config.json", "model.onnx", "model.onnx_data", "tokenizer.json");
  }
}
