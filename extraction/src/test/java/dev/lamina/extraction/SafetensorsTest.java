package dev.lamina.extraction;

import static dev.lamina.extraction.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.extraction.ModelException.Kind;
import dev.lamina.extraction.SafetensorsBytes.Tensor;
import dev.lamina.extraction.safetensors.SafetensorsFile;
import dev.lamina.extraction.safetensors.StoredTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A header is believed only where it agrees with the bytes behind it.
class SafetensorsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "BOOL,6",
    "U8,6",
    "I8,6",
    "F8_E4M3,6",
    "F8_E5M2,6",
    "F4,3",
    "U16,12",
    "I16,12",
    "F16,12",
    "BF16,12",
    "U32,24",
    "I32,24",
    "F32,24",
    "U64,48",
    "I64,48",
    "F64,48",
    "C64,48"
  })
  void everyTypeIsFound(String type, int bytes) throws IOException, ModelException {
    // Given
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("scalar", new Tensor("F32", List.of(), new byte[4]));
    tensors.put("none", new Tensor("F32", List.of(7L, 0L, 3L), new byte[0]));
    tensors.put("späte.weight", new Tensor(type, List.of(2L, 3L), new byte[bytes]));
    Path file = Files.write(folder.resolve("x"), SafetensorsBytes.write(tensors));

    // When
    Map<String, StoredTensor> found = SafetensorsFile.read(file);

    // Then
    long data = Files.size(file) - bytes - 4;
    assertThat(found.values())
        .containsExactly(
            stored("scalar", "F32", List.of(), file, data, 4),
            stored("none", "F32", List.of(7L, 0L, 3L), file, data + 4, 0),
            stored("späte.weight", type, List.of(2L, 3L), file, data + 4, bytes));
  }

  private static StoredTensor stored(
      String name, String type, List<Long> shape, Path file, long offset, long bytes)
      throws IOException {
    return new StoredTensor(name, type, shape, file.toRealPath(), offset, bytes);
  }

  @Test
  void metadataAndTheHeadersPaddingAreIgnored() throws IOException, ModelException {
    String header =
        """
        {"__metadata__": {"format": "pt", "x": "{"}, "w": {"dtype": "U8", "shape": [2], \
        "data_offsets": [0, 2], "note": {"a": [1]}}}   \
        """;
    Path file = Files.write(folder.resolve("x"), SafetensorsBytes.file(header, new byte[2]));

    assertThat(SafetensorsFile.read(file).keySet()).containsExactly("w");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 100_000_001, Integer.MAX_VALUE, Long.MIN_VALUE, -1})
  void aHeaderLengthThatNoneHas(long length) throws IOException {
    assertRefused(
        () -> read(withLength(length)),
        Kind.CORRUPT,
        "says that its header has " + Long.toUnsignedString(length) + " bytes",
        "from 2 to 100,000,000 are allowed",
        "copy it again");
  }

  @Test
  void aHeaderLongerThanTheFile() throws IOException {
    assertRefused(
        () -> read(withLength(99_999_999)),
        Kind.CORRUPT,
        "and the whole file has",
        "copy it again");
  }

  private static byte[] withLength(long length) {
    byte[] file = SafetensorsBytes.write(Map.of("w", Tensor.filled(1, 2, 2)));
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
    return file;
  }

  @Test
  void aHeaderThatIsNoUtf8() throws IOException {
    byte[] file = SafetensorsBytes.write(Map.of("wxyz", Tensor.filled(1, 2, 2)));
    file[11] = (byte) 0xc3;

    assertRefused(() -> read(file), Kind.CORRUPT, "cannot be read as safetensors", "not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  ",
        "<html>not found</html>",
        "[]",
        "\"text\"",
        "{\"w\": 1}",
        "{\"w\": {}}",
        "{\"w\": null}",
        "{\"w\": {'dtype': 'U8'}}",
        "{} {}",
        "{}x",
        "{\"w\": {\"dtype\": \"U8\", \"shape\": [4], \"data_offsets\": [0, 4]}",
        "{\"w\": {\"dtype\": \"U8\", \"shape\": [4], \"data_offsets\": [0, 4]}, }",
        "{\"w\": {\"dtype\": 8, \"shape\": [4], \"data_offsets\": [0, 4]}}",
        "{\"w\": {\"dtype\": \"U8\", \"shape\": 4, \"data_offsets\": [0, 4]}}",
        "{\"w\": {\"dtype\": \"U8\", \"shape\": [4], \"data_offsets\": {}}}",
        "{\"w\": {\"dtype\": \"U8\", \"shape\": [4.5], \"data_offsets\": [0, 4]}}",
        "{\"w\": {\"dtype\": \"U8\", \"shape\": [\"4\"], \"data_offsets\": [0, 4]}}",
        "{\"w\": {\"dtype\": \"U8\", \"shape\": [null], \"data_offsets\": [0, 4]}}",
        "{\"w\": {\"dtype\": \"U8\", \"shape\": [-4], \"data_offsets\": [0, 4]}}",
        "{\"w\": {\"dtype\": \"U8\", \"shape\": [1e400], \"data_offsets\": [0, 4]}}",
        "{\"w\": {\"dtype\": \"U8\", \"shape\": [9223372036854775808], \"data_offsets\": [0, 4]}}",
        "{\"w\": {\"dtype\": \"U8\", \"shape\": [4], \"data_offsets\": [-4, 0]}}",
        "{\"w\": {\"dtype\": \"U8\", \"shape\": [4], \"data_offsets\": [0]}}",
        "{\"w\": {\"dtype\": \"U8\", \"shape\": [4], \"data_offsets\": [0, 2, 4]}}",
        "{\"w\": {\"dtype\": \"U8\", \"data_offsets\": [0, 4]}}",
        "{\"w\": {\"shape\": [4], \"data_offsets\": [0, 4]}}",
        "{\"w\": {\"dtype\": \"U8\", \"shape\": [4]}}",
        "{\"w\": {\"dtype\": \"U8\", \"shape\": [9], \"shape\": [4], \"data_offsets\": [0, 4]}}",
      })
  void aHeaderThatIsNoDirectory(String header) {
    assertRefused(
        () -> read(SafetensorsBytes.file(header, new byte[4])),
        Kind.CORRUPT,
        "cannot be read as safetensors",
        "copy it again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void aHeaderNestedWithoutEnd(String level) {
    String header = "{\"__metadata__\": " + level.repeat(100_000);

    assertRefused(
        () -> read(SafetensorsBytes.file(header, new byte[0])), Kind.CORRUPT, "Nesting limit");
  }

  @Test
  void aTensorThatStandsThereTwice() {
    String entry = "\"w\": {\"dtype\": \"U8\", \"shape\": [4], \"data_offsets\": [0, 4]}";

    assertRefused(
        () -> read(SafetensorsBytes.file("{%s, %s}".formatted(entry, entry), new byte[4])),
        Kind.CORRUPT,
        "tensor 'w' stands there twice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[4]   | [4, 0]  | gives tensor 'v' -4 bytes",
        "[4]   | [0, 8]  | gives tensor 'v' 8 bytes, and its shape [4] of U8 needs 4",
        "[5]   | [4, 8]  | gives tensor 'v' 4 bytes, and its shape [5] of U8 needs 5",
        "[0]   | [4, 8]  | gives tensor 'v' 4 bytes, and its shape [0] of U8 needs 0",
        "[4]   | [0, 4]  | tensors overlap or leave a gap",
        "[4]   | [3, 7]  | tensors overlap or leave a gap",
        "[3]   | [5, 8]  | tensors overlap or leave a gap",
        "[3]   | [4, 7]  | has 1 bytes behind its last tensor",
        "[9]   | [4, 13] | is truncated: tensor 'v' ends 5 bytes behind the end of the file",
        "[4611686018427387904, 2, 0] | [4, 4] | more than any file holds",
        "[4294967296, 4294967296]    | [4, 8] | more than any file holds",
        "[9223372036854775807]       | [4, 8] | more than any file holds",
        "[1152921504606846975] | [0, 1152921504606846975] | is truncated: tensor 'v' ends",
      })
  void aTensorThatLiesElsewhere(String shape, String offsets, String message) {
    String header =
        """
        {"w": {"dtype": "U8", "shape": [4], "data_offsets": [0, 4]},
         "v": {"dtype": "U8", "shape": %s, "data_offsets": %s}}"""
            .formatted(shape, offsets);

    assertRefused(
        () -> read(SafetensorsBytes.file(header, new byte[8])),
        Kind.CORRUPT,
        message,
        "opy it again");
  }

  @Test
  void aTypeThatNobodyKnows() {
    assertRefused(
        () -> read(SafetensorsBytes.write(Map.of("w", Tensor.filled(1, 2).as("F33", 2L)))),
        Kind.CORRUPT,
        "has tensor 'w' of the unknown type 'F33'");
  }

  @Test
  void aFileTruncatedAnywhere() {
    byte[] sound = SafetensorsBytes.write(Map.of("w", Tensor.filled(1, 5, 3)));

    for (int bytes = 0; bytes < sound.length; bytes++) {
      byte[] cut = Arrays.copyOf(sound, bytes);
      assertRefused(() -> read(cut), Kind.CORRUPT, "'", "opy it again");
    }
  }

  @Test
  void aFileThatIsNotThere() {
    assertRefused(
        () -> SafetensorsFile.read(folder.resolve("gone")), Kind.CORRUPT, "gone", "copy it again");
  }

  /// Whatever bits flip in the length and the header, the answer is a refusal or a model that
  /// runs; the virtual machine lives on.
  @Test
  void randomDamage() throws IOException, ModelException {
    CopiedCheckpoint model = CopiedCheckpoint.in(folder.resolve("model"), "llama-untied");
    byte[] sound = Files.readAllBytes(model.weights());
    int header = Long.BYTES + (int) ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).getLong();
    Random random = new Random(20);
    int refused = 0;
    for (int i = 0; i < 400; i++) {
      byte[] damaged = sound.clone();
      for (int flip = 0; flip <= i % 3; flip++) {
        damaged[random.nextInt(header)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(model.weights(), damaged);
      try (HiddenStateExtractor opened = model.open()) {
        assertThat(opened.features()).isEqualTo(16);
      } catch (ModelException e) {
        refused++;
        assertThat(e.kind()).isIn(Kind.CORRUPT, Kind.UNSUPPORTED);
        assertThat(e).hasMessageMatching("(?s).+[.)].*");
      }
    }
    assertThat(refused).isBetween(200, 399);
  }

  private Map<String, StoredTensor> read(byte[] bytes) throws IOException, ModelException {
    return SafetensorsFile.read(Files.write(folder.resolve("some.safetensors"), bytes));
  }
}
