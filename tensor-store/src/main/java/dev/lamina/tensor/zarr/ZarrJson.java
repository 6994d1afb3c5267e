package dev.lamina.tensor.zarr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes `zarr.json` documents; equal content gives equal bytes.
public final class ZarrJson {

  /// Name of the document of an array or a group, below it.
  public static final String NAME = "zarr.json";

  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private final Map<String, Object> document = new TreeMap<>();

  private ZarrJson(String nodeType) {
    document.put("zarr_format", 3);
    document.put("node_type", nodeType);
  }

  /// The document of a group.
  public static byte[] group() {
    return new ZarrJson("group").attributes(Map.of()).encode();
  }

  static ZarrJson array() {
    ZarrJson array = new ZarrJson("array");
    array.document.put("chunk_key_encoding", named("default", Map.of("separator", "/")));
    array.document.put("storage_transformers", List.of());
    return array;
  }

  ZarrJson shape(int... shape) {
    document.put("shape", list(shape));
    return this;
  }

  ZarrJson type(String dataType, Object fillValue) {
    document.put("data_type", dataType);
    document.put("fill_value", fillValue);
    return this;
  }

  ZarrJson chunk(int... shape) {
    document.put("chunk_grid", named("regular", Map.of("chunk_shape", list(shape))));
    return this;
  }

  ZarrJson codecs(Object... codecs) {
    document.put("codecs", List.of(codecs));
    return this;
  }

  ZarrJson dimensions(String... names) {
    document.put("dimension_names", List.of(names));
    return this;
  }

  ZarrJson attributes(Map<String, Object> attributes) {
    document.put("attributes", attributes);
    return this;
  }

  byte[] encode() {
    try {
      return JSON.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("provenance cannot be written as JSON", e);
    }
  }

  static Map<String, Object> codec(String name, Map<String, Object> configuration) {
    return named(name, configuration);
  }

  static List<Integer> list(int... numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  private static Map<String, Object> named(String name, Map<String, Object> configuration) {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("name", name);
    if (!configuration.isEmpty()) {
      named.put("configuration", configuration);
    }
    return named;
  }
}
