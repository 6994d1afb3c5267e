package dev.lamina.bench.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchModelTest {

  @Test
  void bothSidesReadOneFolderUnlessTwoAreNamed() {
    assertThat(BenchModel.parse("m=a/b")).isEqualTo(model("a/b", "a/b"));
    assertThat(BenchModel.parse("m=a,b=c")).isEqualTo(model("a", "b=c"));
  }

  @Test
  void aFolderWithoutANameIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BenchModel.parse("a/b"))
        .withMessageContaining("NAME=FOLDER");
  }

  @Test
  void aUnitHasRows() {
    BenchModel model = model("a", "b");

    assertThat(model.withUnitRows(28).unitRows()).isEqualTo(28);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.withUnitRows(0))
        .withMessageContaining("0 rows");
  }

  @Test
  void weightsAreTheFilesThatHoldSome(@TempDir Path folder) throws Exception {
    Files.write(folder.resolve("model-00001-of-00002.safetensors"), new byte[30]);
    Files.write(folder.resolve("model-00002-of-00002.safetensors"), new byte[20]);
    Files.write(folder.resolve("tokenizer.json"), new byte[7]);

    assertThat(new BenchModel("m", folder, folder, 1).weightBytes()).isEqualTo(50);
  }

  private static BenchModel model(String folder, String checkpoint) {
    return new BenchModel("m", Path.of(folder), Path.of(checkpoint), 100);
  }
}
