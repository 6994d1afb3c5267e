package dev.lamina.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import dev.lamina.tensor.MatrixFile.DenseMatrix;
import dev.lamina.tensor.zarr.RowIds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Python's own zarr and xarray on what Java wrote, and the other way round.
class ZarrPythonIT {

  @TempDir Path folder;

  @Test
  void zarrAndXarrayOpenActivationsAsTheyAre() throws Exception {
    // Given
    Example example = Example.small();
    example.storeAll(new Activations(FolderStore.at(folder)));

    // When
    JsonNode seen = Python.run("read_activations.py", folder.resolve(Keys.group(example.digest())));

    // Then
    assertThat(seen.path("members").toString()).isEqualTo("[\"row_id\",\"states\"]");
    assertThat(seen.path("dtype").asText()).isEqualTo("float32");
    assertThat(seen.path("shape").toString()).isEqualTo("[3,7,5]");
    assertThat(seen.path("shards").toString()).isEqualTo("[3,3,5]");
    assertThat(seen.path("chunks").toString()).isEqualTo("[1,3,5]");
    assertThat(seen.path("fill_is_nan").asBoolean()).isTrue();
    for (String states : List.of("states", "xarray_states")) {
      for (int layer = 0; layer < 3; layer++) {
        assertThat(numbers(seen.path(states).path(layer))).isEqualTo(example.layer(layer));
      }
    }
    assertThat(numbers(seen.path("one_layer"))).isEqualTo(example.layer(1));
    assertThat(texts(seen.path("row_id"))).isEqualTo(example.rowIds());
    assertThat(texts(seen.path("xarray_row_id"))).isEqualTo(example.rowIds());
    assertThat(texts(seen.path("xarray_dims"))).containsExactly("layer", "row", "feature");
    JsonNode attributes = seen.path("attributes");
    assertThat(attributes.path("provenance").path("maxTokens").asInt()).isEqualTo(128);
    assertThat(attributes.path("row_ids_digest").asText())
        .isEqualTo(new RowIds(example.rowIds()).digest());
  }

  @Test
  void zarrAndXarrayOpenActivationsInFloat16() throws Exception {
    Example example = Example.small().inFloat16();
    example.storeAll(new Activations(FolderStore.at(folder)));

    JsonNode seen = Python.run("read_activations.py", folder.resolve(Keys.group(example.digest())));

    assertThat(seen.path("dtype").asText()).isEqualTo("float16");
    assertThat(seen.path("fill_is_nan").asBoolean()).isTrue();
    ActivationReader reader = new Activations(FolderStore.at(folder)).open(example.digest());
    for (String states : List.of("states", "xarray_states")) {
      for (int layer = 0; layer < 3; layer++) {
        assertThat(numbers(seen.path(states).path(layer))).isEqualTo(reader.layer(layer));
      }
    }
  }

  @Test
  void aLayerOfActivationsInFloat16IsAMatrixToo() {
    Example example = Example.small().inFloat16();
    Activations activations = new Activations(FolderStore.at(folder));
    example.storeAll(activations);

    DenseMatrix matrix =
        MatrixFile.read(folder.resolve(Keys.group(example.digest())), OptionalInt.of(2));

    float[] layer = activations.open(example.digest()).layer(2);
    for (int i = 0; i < layer.length; i++) {
      assertThat(matrix.values()[i]).isEqualTo(layer[i]);
    }
  }

  @Test
  void aLayerOfActivationsIsAMatrixToo() {
    Example example = Example.small();
    example.storeAll(new Activations(FolderStore.at(folder)));
    Path group = folder.resolve(Keys.group(example.digest()));

    for (Path path : List.of(group, group.resolve("states"))) {
      DenseMatrix matrix = MatrixFile.read(path, OptionalInt.of(2));

      assertThat(matrix.rows()).isEqualTo(7);
      for (int i = 0; i < 35; i++) {
        assertThat(matrix.values()[i]).isEqualTo(Example.number(2, i / 5, i % 5));
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> javaReadsWhatPythonWrites() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    Python.run("write_arrays.py", folder)
        .forEach(
            one -> tests.add(DynamicTest.dynamicTest(one.path("name").asText(), () -> check(one))));
    assertThat(tests).hasSizeGreaterThan(40);
    return tests.stream();
  }

  private void check(JsonNode one) {
    Path path = folder.resolve(one.path("name").asText());
    OptionalInt layer =
        one.path("layer").isNull()
            ? OptionalInt.empty()
            : OptionalInt.of(one.path("layer").asInt());
    if (one.path("refused").isNull()) {
      DenseMatrix matrix = MatrixFile.read(path, layer);
      assertThat(matrix.rows()).isEqualTo(7);
      assertThat(matrix.columns()).isEqualTo(5);
      assertThat(matrix.values()).isEqualTo(expected(one, layer.orElse(0)));
    } else {
      FaultException refused =
          catchThrowableOfType(FaultException.class, () -> MatrixFile.read(path, layer));
      assertThat(refused.fault()).isEqualTo(Fault.ROWS_INVALID);
      assertThat(refused)
          .hasMessageStartingWith(path.toString())
          .hasMessageContaining(one.path("refused").asText());
    }
  }

  private static double[] expected(JsonNode one, int layer) {
    double[] expected = new double[35];
    for (int i = 0; i < 35; i++) {
      expected[i] = 100 * layer + i;
      if (one.path("name").asText().equals("gaps") && expected[i] < 112) {
        expected[i] = 42;
      }
    }
    return expected;
  }

  private static float[] numbers(JsonNode nested) {
    List<Float> numbers = new ArrayList<>();
    nested.forEach(row -> row.forEach(number -> numbers.add(number.floatValue())));
    float[] array = new float[numbers.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = numbers.get(i);
    }
    return array;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
