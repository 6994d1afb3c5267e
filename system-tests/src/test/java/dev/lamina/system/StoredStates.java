package dev.lamina.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An array of a store, as Python's `zarr` reads it.
///
/// @param model digest of the model whose states these are
/// @param dtype in which it is stored
/// @param rowIds ids of its rows, in order
record StoredStates(
    String model,
    String pooling,
    String precision,
    String dtype,
    List<String> rowIds,
    States states) {

  StoredStates {
    rowIds = List.copyOf(rowIds);
  }

  /// All arrays of a store.
  ///
  /// @param store the folder with `activations`
  /// @param scratch an empty folder
  static List<StoredStates> in(Path store, Path scratch) throws IOException, InterruptedException {
    Path python = Project.HOME.resolve(".venv/bin/python");
    assertThat(python).as("run ./dev setup first: the tests' Python packages").exists();
    Path output = scratch.resolve("arrays.json");
    Process process =
        new ProcessBuilder(
                List.of(python.toString(), "-c", script(), store.toString(), scratch.toString()))
            .redirectOutput(output.toFile())
            .start();
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(errors).isZero();
    List<StoredStates> arrays = new ArrayList<>();
    for (JsonNode array : new JsonMapper().readTree(output.toFile())) {
      arrays.add(of(array, scratch));
    }
    return arrays;
  }

  private static StoredStates of(JsonNode array, Path folder) throws IOException {
    JsonNode made = array.get("made");
    JsonNode shape = array.get("shape");
    return new StoredStates(
        made.get("model").asText(),
        made.get("pooling").asText(),
        made.get("precision").asText(),
        array.get("dtype").asText(),
        array.get("rowIds").valueStream().map(JsonNode::asText).toList(),
        States.raw(
            folder.resolve(array.get("file").asText()),
            shape.get(0).asInt(),
            shape.get(1).asInt(),
            shape.get(2).asInt()));
  }

  private static String script() throws IOException {
    try (InputStream in = StoredStates.class.getResourceAsStream("dump_states.py")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// Holds every layer of the rows with these ids to a reference, whose rows they are in order.
  void requireEqual(String what, List<String> ids, States reference, double bound) {
    assertThat(rowIds).as(what).containsAll(ids);
    assertThat(reference.rows()).as(what).isEqualTo(ids.size());
    for (int layer = 0; layer < states.layers(); layer++) {
      for (int row = 0; row < ids.size(); row++) {
        assertThat(states.error(layer, rowIds.indexOf(ids.get(row)), reference, row))
            .as("%s, layer %d, row %s", what, layer, ids.get(row))
            .isLessThanOrEqualTo(bound);
      }
    }
  }
}
