package dev.lamina.tensor.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Single fields of a `zarr.json`.
final class DocumentFields {

  private DocumentFields() {}

  static List<Integer> sizes(JsonNode field, String name) throws ZarrException {
    List<Integer> sizes = new ArrayList<>();
    for (JsonNode size : field) {
      if (!size.canConvertToInt() || size.asInt() < 1) {
        throw new ZarrException("has a %s of %s, and sizes are 1 to 2^31".formatted(name, field));
      }
      sizes.add(size.asInt());
    }
    if (sizes.isEmpty()) {
      throw new ZarrException("has no " + name);
    }
    return List.copyOf(sizes);
  }

  /// A name, or an object with a name, as both are written.
  static String name(JsonNode extension) {
    return extension.isTextual() ? extension.asText() : extension.path("name").asText();
  }

  static JsonNode configuration(JsonNode extension) {
    return extension.path("configuration");
  }

  /// Empty where it is spelled as bits.
  static Optional<Double> fill(JsonNode value) {
    if (value.isNumber()) {
      return Optional.of(value.asDouble());
    }
    return switch (value.asText()) {
      case "NaN" -> Optional.of(Double.NaN);
      case "Infinity" -> Optional.of(Double.POSITIVE_INFINITY);
      case "-Infinity" -> Optional.of(Double.NEGATIVE_INFINITY);
      default -> Optional.empty();
    };
  }
}
