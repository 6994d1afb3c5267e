package dev.lamina.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/// Changes float32 weights in a safetensors file.
final class SafetensorsEdit {

  private static final int LENGTH_BYTES = 8;

  private final Path file;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  private record Tensor(JsonNode shape, ByteBuffer values) {}

  private SafetensorsEdit(Path file) {
    this.file = file;
  }

  static SafetensorsEdit of(Path file) throws IOException {
    SafetensorsEdit edit = new SafetensorsEdit(file);
    byte[] bytes = Files.readAllBytes(file);
    int header = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    int data = LENGTH_BYTES + header;
    JsonNode directory = new JsonMapper().readTree(Arrays.copyOfRange(bytes, LENGTH_BYTES, data));
    for (Map.Entry<String, JsonNode> entry : directory.properties()) {
      if (!entry.getKey().equals("__metadata__")) {
        assertThat(entry.getValue().get("dtype").asText()).isEqualTo("F32");
        JsonNode offsets = entry.getValue().get("data_offsets");
        byte[] values =
            Arrays.copyOfRange(bytes, data + offsets.get(0).asInt(), data + offsets.get(1).asInt());
        edit.tensors.put(
            entry.getKey(),
            new Tensor(
                entry.getValue().get("shape"),
                ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN)));
      }
    }
    return edit;
  }

  SafetensorsEdit keep(Predicate<String> names) {
    tensors.keySet().removeIf(names.negate());
    assertThat(tensors).isNotEmpty();
    return this;
  }

  /// @param nameEnd how the tensor's name ends
  /// @param index of the number in the tensor, row-major
  SafetensorsEdit set(String nameEnd, int index, float value) {
    Tensor tensor =
        tensors.entrySet().stream()
            .filter(entry -> entry.getKey().endsWith(nameEnd))
            .findFirst()
            .orElseThrow()
            .getValue();
    tensor.values().putFloat(index * Float.BYTES, value);
    return this;
  }

  void write() throws IOException {
    ObjectNode directory = new JsonMapper().createObjectNode();
    int end = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      ObjectNode about = directory.putObject(entry.getKey());
      about.put("dtype", "F32").set("shape", entry.getValue().shape());
      about.putArray("data_offsets").add(end).add(end += entry.getValue().values().capacity());
    }
    byte[] header = new JsonMapper().writeValueAsBytes(directory);
    ByteBuffer all =
        ByteBuffer.allocate(LENGTH_BYTES + header.length + end).order(ByteOrder.LITTLE_ENDIAN);
    all.putLong(header.length).put(header);
    tensors.values().forEach(tensor -> all.put(tensor.values().duplicate().clear()));
    Files.write(file, all.array());
  }
}
