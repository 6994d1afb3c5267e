package dev.lamina.gateway.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// The fields of one object of a spec, read with faults collected instead of thrown.
final class Fields {

  private final String path;
  private final JsonNode node;
  private final SpecFaults faults;

  private Fields(String path, JsonNode node, SpecFaults faults) {
    this.path = path;
    this.node = node;
    this.faults = faults;
  }

  /// @param known the keys that may stand here; any other is a fault
  static Optional<Fields> of(String path, JsonNode node, SpecFaults faults, Set<String> known) {
    if (!node.isObject()) {
      faults.add(path, "a mapping with " + keys(known) + " is wanted, not " + kind(node));
      return Optional.empty();
    }
    Fields fields = new Fields(path, node, faults);
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                faults.add(
                    fields.at(key),
                    "unknown key." + Nearest.hint(key, known) + " Known here: " + keys(known));
              }
            });
    return Optional.of(fields);
  }

  String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  boolean has(String key) {
    return node.has(key) && !node.get(key).isNull();
  }

  Optional<JsonNode> node(String key) {
    return has(key) ? Optional.of(node.get(key)) : Optional.empty();
  }

  /// A text that must be there; the empty text stands in for a faulty one.
  String required(String key) {
    if (!has(key)) {
      faults.add(at(key), "is missing");
      return "";
    }
    return text(key).orElse("");
  }

  Optional<String> text(String key) {
    return node(key)
        .flatMap(
            value -> {
              if (!value.isTextual() || value.asText().isBlank()) {
                faults.add(at(key), "a text is wanted, not " + kind(value));
                return Optional.empty();
              }
              if (!SpecText.isWhole(value.asText())) {
                faults.add(at(key), "holds half of a surrogate pair, which is no text");
                return Optional.empty();
              }
              return Optional.of(value.asText());
            });
  }

  String choice(String key, List<String> allowed, String otherwise) {
    return text(key)
        .map(
            value -> {
              if (!allowed.contains(value)) {
                faults.add(at(key), notOneOf(value, allowed));
              }
              return value;
            })
        .orElse(otherwise);
  }

  OptionalLong whole(String key, long least, long most) {
    Optional<JsonNode> value = node(key);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    JsonNode number = value.get();
    if (!number.isIntegralNumber()
        || !number.canConvertToLong()
        || number.asLong() < least
        || number.asLong() > most) {
      faults.add(
          at(key),
          "a whole number from " + least + " to " + most + " is wanted, not " + kind(number));
      return OptionalLong.empty();
    }
    return OptionalLong.of(number.asLong());
  }

  boolean flag(String key, boolean otherwise) {
    return node(key)
        .map(
            value -> {
              if (!value.isBoolean()) {
                faults.add(at(key), "true or false is wanted, not " + kind(value));
              }
              return value.asBoolean();
            })
        .orElse(otherwise);
  }

  /// The items of a list, none when there is no such key.
  List<JsonNode> items(String key) {
    return node(key)
        .map(
            value -> {
              if (!value.isArray()) {
                faults.add(at(key), "a list is wanted, not " + kind(value));
                return List.<JsonNode>of();
              }
              List<JsonNode> items = new ArrayList<>();
              value.forEach(items::add);
              return items;
            })
        .orElse(List.of());
  }

  static String notOneOf(String value, java.util.Collection<String> allowed) {
    return "\"" + value + "\" is none of " + keys(allowed) + "." + Nearest.hint(value, allowed);
  }

  static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "a mapping";
      case ARRAY -> "a list";
      case NULL, MISSING -> "nothing";
      case STRING ->
          node.asText().isBlank() ? "an empty text" : "\"" + shortened(node.asText()) + "\"";
      default -> shortened(node.asText());
    };
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }

  private static String keys(java.util.Collection<String> names) {
    return String.join(", ", new TreeSet<>(names));
  }
}
