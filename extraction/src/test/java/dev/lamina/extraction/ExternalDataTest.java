package dev.lamina.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.lamina.extraction.ModelException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExternalDataTest {
  private static final List<TextRow> ROWS = List.of(new TextRow("a", "w4 w5 w6"));
  private static final ExtractionSettings SETTINGS =
      new ExtractionSettings(Pooling.MEAN, 512, TooLong.TRUNCATE);

  @TempDir private Path parent;
  private Path folder;
  private byte[] weights;

  @BeforeEach
  void layModel() throws IOException {
    folder = parent.resolve("model");
    TinyModel model = TinyModel.in(folder, "bert");
    weights = new byte[0];
    model.changeLargest(tensor -> weights = tensor.getRawData().toByteArray());
  }

  @Test
  void belowTheFolderIsUsedAndCounts() throws IOException, ModelException {
    // Given
    ModelDescription whole = new TinyModel(folder).source().describe();
    float[] expected = states(folder);
    Path data = Files.createDirectory(folder.resolve("data")).resolve("weights");
    Files.write(data, weights);
    TinyModel model = external("data/weights", "0", Integer.toString(weights.length));

    // When
    float[] found = states(folder);
    ModelDescription divided = model.source().describe();
    weights[0] ^= 1;
    Files.write(data, weights);
    ModelDescription changed = model.source().describe();

    // Then
    assertThat(found).isEqualTo(expected);
    assertThat(divided.parameters()).isEqualTo(whole.parameters());
    assertThat(divided.digest()).isNotEqualTo(whole.digest());
    assertThat(changed.digest()).isNotEqualTo(divided.digest());
  }

  @ParameterizedTest
  @CsvSource({"../weights", "data/../../weights", "./../weights", "..", "''", "."})
  void outsideTheFolderIsRefused(String location) throws IOException {
    Files.write(parent.resolve("weights"), weights);
    Files.createDirectory(folder.resolve("data"));

    assertRefused(
        external(location, "0", Integer.toString(weights.length)),
        Kind.FORBIDDEN,
        "external data must be a file in the model's folder");
  }

  @Test
  void anAbsolutePathIsRefused() throws IOException {
    Path data = Files.write(folder.resolve("weights"), weights);

    assertRefused(
        external(data.toRealPath().toString(), "0", Integer.toString(weights.length)),
        Kind.FORBIDDEN,
        "an absolute path");
  }

  @Test
  void aLinkThatLeavesTheFolderIsRefused() throws IOException {
    Path data = Files.write(parent.resolve("weights"), weights);
    Files.createSymbolicLink(folder.resolve("weights"), data);

    assertRefused(
        external("weights", "0", Integer.toString(weights.length)),
        Kind.FORBIDDEN,
        "a link that leaves it");
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    assertRefused(
        external("weights", "0", Integer.toString(weights.length)),
        Kind.MISSING,
        "lies in 'weights', which is not in the model's folder");
  }

  @ParameterizedTest
  @CsvSource({
    "4, 3072, 'The file is truncated'",
    "9223372036854775807, 3072, 'The file is truncated'",
    "0, 3071, 'has 3071 bytes where its shape needs 3072'",
    "-8, 3072, 'has the offset ''-8'''",
    "x, 3072, 'has the offset ''x'''",
    "0, 99999999999999999999, 'has the length'"
  })
  void numbersThatLieAreRefused(String offset, String length, String message) throws IOException {
    Files.write(folder.resolve("weights"), weights);

    assertRefused(external("weights", offset, length), Kind.CORRUPT, message);
  }

  private TinyModel external(String location, String offset, String length) throws IOException {
    return new TinyModel(folder)
        .changeLargest(
            tensor ->
                tensor
                    .clearRawData()
                    .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                    .addExternalData(entry("location", location))
                    .addExternalData(entry("offset", offset))
                    .addExternalData(entry("length", length)));
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  private static float[] states(Path folder) throws ModelException {
    try (HiddenStateExtractor extractor = new TinyModel(folder).open()) {
      return extractor.extract(ROWS, SETTINGS).states();
    }
  }

  private static void assertRefused(TinyModel model, Kind kind, String message) {
    Refusal.assertRefused(model::open, kind, message);
  }
}
