package dev.lamina.extraction;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.lamina.extraction.safetensors.SafetensorsFile;
import dev.lamina.extraction.safetensors.StoredTensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Safetensors files that tests write, sound or not.
final class SafetensorsBytes {
  private SafetensorsBytes() {}

  @SuppressWarnings("ArrayRecordComponent")
  record Tensor(String type, List<Long> shape, byte[] bytes) {
    static Tensor float32(List<Long> shape, float... values) {
      ByteBuffer bytes =
          ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(values);
      return new Tensor("F32", shape, bytes.array());
    }

    static Tensor filled(float value, long... shape) {
      float[] values = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b))];
      Arrays.fill(values, value);
      return float32(Arrays.stream(shape).boxed().toList(), values);
    }

    /// With another value at an index; of float32.
    Tensor with(int index, float value) {
      byte[] changed = bytes.clone();
      ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putFloat(index * Float.BYTES, value);
      return new Tensor(type, shape, changed);
    }

    /// With a value in the place of each; of float32.
    Tensor withAll(float value) {
      return filled(value, shape.stream().mapToLong(Long::longValue).toArray());
    }

    /// As it is, but said to be of another type and shape.
    Tensor as(String otherType, Long... otherShape) {
      return new Tensor(otherType, List.of(otherShape), bytes);
    }
  }

  /// A header and what follows it.
  static byte[] file(String header, byte[] data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + json.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .put(data)
        .array();
  }

  static Map<String, Tensor> read(Path file) throws IOException, ModelException {
    byte[] all = Files.readAllBytes(file);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (StoredTensor tensor : SafetensorsFile.read(file).values()) {
      int from = (int) tensor.offset();
      byte[] bytes = Arrays.copyOfRange(all, from, from + (int) tensor.bytes());
      tensors.put(tensor.name(), new Tensor(tensor.type(), tensor.shape(), bytes));
    }
    return tensors;
  }

  /// @param align of the first tensor's byte, from the file's start
  static byte[] write(Map<String, Tensor> tensors, int align) {
    JsonObject header = new JsonObject();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    tensors.forEach(
        (name, tensor) -> {
          JsonObject entry = new JsonObject();
          entry.addProperty("dtype", tensor.type());
          entry.add("shape", array(tensor.shape()));
          long begin = data.size();
          data.writeBytes(tensor.bytes());
          entry.add("data_offsets", array(List.of(begin, (long) data.size())));
          header.add(name, entry);
        });
    String json = header.toString();
    int bytes = json.getBytes(StandardCharsets.UTF_8).length;
    return file(json + " ".repeat(Math.floorMod(-bytes, 8) + align), data.toByteArray());
  }

  static byte[] write(Map<String, Tensor> tensors) {
    return write(tensors, 0);
  }

  private static JsonArray array(List<Long> numbers) {
    JsonArray array = new JsonArray();
    numbers.forEach(array::add);
    return array;
  }
}
