package dev.lamina.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.contract.FaultException;
import dev.lamina.tensor.Uploads.ModelFile;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadsTest {

  private static final byte[] ABC = {'a', 'b', 'c'};
  private static final String SHA256_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private final ObjectStore store = new MemoryStore();
  private final Uploads uploads = new Uploads(store);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model.onnx",
        "model.onnx_data",
        "config.json",
        "tokenizer.json",
        "tokenizer_config.json",
        "model.safetensors",
        "model.safetensors.index.json",
        "model-00001-of-00002.safetensors",
        "adapter_config.json",
        "adapter_model.safetensors"
      })
  void filesOfModelsAndAdaptersAreTaken(String name) {
    uploads.putModelFile("base", name, ABC);

    assertThat(uploads.modelFiles("base")).containsExactly(new ModelFile(name, 3, SHA256_OF_ABC));
    assertThat(uploads.models()).containsExactly("base");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "pytorch_model.bin",
        "modeling.py",
        "../model.safetensors",
        "a/b.safetensors",
        ".safetensors",
        ".a.safetensors",
        "a\nb.safetensors",
        "a.safetensors.py",
        "a\\b.safetensors"
      })
  void otherFilesAreRefused(String name) {
    assertThatThrownBy(() -> uploads.putModelFile("base", name, ABC))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("adapter_config.json");
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void aFileThatIsReplacedHasAnotherDigest() {
    uploads.putModelFile("base", "config.json", new byte[3]);
    uploads.putModelFile("base", "config.json", ABC);

    assertThat(uploads.modelFiles("base"))
        .containsExactly(new ModelFile("config.json", 3, SHA256_OF_ABC));
  }

  @Test
  void aFileOfBeforeDigestsWereKeptGetsOne() {
    store.put("uploads/models/base/config.json", ABC);

    assertThat(uploads.modelFiles("base"))
        .containsExactly(new ModelFile("config.json", 3, SHA256_OF_ABC));
    assertThat(store.exists("uploads/sha256/base/config.json")).isTrue();
  }

  @Test
  void anUploadThatEndsTooEarlyLeavesNoDigestOfOtherContent() {
    uploads.putModelFile("base", "config.json", new byte[3]);
    Uploads killed = new Uploads(new WatchedStore(store, 1));

    assertThatThrownBy(() -> killed.putModelFile("base", "config.json", ABC))
        .isInstanceOf(WatchedStore.Killed.class);

    assertThat(uploads.modelFiles("base"))
        .containsExactly(new ModelFile("config.json", 3, SHA256_OF_ABC));
  }

  @Test
  void aForgottenDigestIsComputedAnew() {
    uploads.putModelFile("base", "config.json", ABC);
    store.put("uploads/sha256/base/config.json", "00".getBytes(StandardCharsets.US_ASCII));

    uploads.forgetDigest("base", "config.json");

    assertThat(uploads.modelFiles("base"))
        .containsExactly(new ModelFile("config.json", 3, SHA256_OF_ABC));
  }

  @Test
  void aFileIsReadFromAnywhereInIt() throws Exception {
    byte[] weights = new byte[(16 << 20) + 5];
    new Random(1).nextBytes(weights);
    uploads.putModelFile("base", "model.safetensors", weights);
    ModelFile file = uploads.modelFiles("base").getFirst();

    try (InputStream all = uploads.openModelFile("base", file, 0)) {
      assertThat(all.readAllBytes()).isEqualTo(weights);
    }
    try (InputStream end = uploads.openModelFile("base", file, weights.length - 2)) {
      assertThat(end.readAllBytes()).containsExactly(weights[16777219], weights[16777220]);
    }
  }

  @Test
  void aModelThatIsNotThereHasNoFiles() {
    assertThat(uploads.modelFiles("nobody")).isEmpty();
  }
}
