package dev.lamina.extraction.checkpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.ModelException.Kind;
import dev.lamina.extraction.json.SettingsFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A checkpoint's `config.json`. What is absent, or null as some writers put it, has the
/// default that its family has.
final class ModelConfig {
  private static final int MOST = 100_000_000;

  private final Path file;
  private final JsonObject json;

  private ModelConfig(Path file, JsonObject json) {
    this.file = file;
    this.json = json;
  }

  static ModelConfig read(Path file) throws ModelException {
    return new ModelConfig(file, SettingsFile.read(file));
  }

  /// No settings at all.
  static ModelConfig empty() {
    return new ModelConfig(Path.of(Checkpoint.CONFIG), new JsonObject());
  }

  /// The same file's, none of them.
  ModelConfig without() {
    return new ModelConfig(file, new JsonObject());
  }

  String modelType() throws ModelException {
    return text("model_type").orElseThrow(() -> wrong("has no model_type"));
  }

  /// A count, at least 1.
  int count(String key) throws ModelException {
    OptionalInt count = optionalCount(key);
    if (count.isEmpty()) {
      throw wrong("lacks " + key);
    }
    return count.getAsInt();
  }

  OptionalInt optionalCount(String key) throws ModelException {
    Optional<JsonPrimitive> value = primitive(key);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    double number = value.get().isNumber() ? value.get().getAsDouble() : Double.NaN;
    if (!(number >= 1 && number <= MOST) || number != Math.rint(number)) {
      throw wrong("has %s %s, a whole number from 1 on was expected".formatted(key, value.get()));
    }
    return OptionalInt.of((int) number);
  }

  /// A number, not below 0.
  double number(String key, double otherwise) throws ModelException {
    Optional<JsonPrimitive> value = primitive(key);
    if (value.isEmpty()) {
      return otherwise;
    }
    double number = value.get().isNumber() ? value.get().getAsDouble() : Double.NaN;
    if (!(number >= 0 && number <= Float.MAX_VALUE)) {
      throw wrong("has %s %s, a number not below 0 was expected".formatted(key, value.get()));
    }
    return number;
  }

  double number(String key) throws ModelException {
    if (primitive(key).isEmpty()) {
      throw wrong("lacks " + key);
    }
    return positive(key, 0);
  }

  /// A number above 0.
  double positive(String key, double otherwise) throws ModelException {
    double number = number(key, otherwise);
    if (number == 0) {
      throw wrong("has %s 0, a number above 0 was expected".formatted(key));
    }
    return number;
  }

  /// Whether a setting is written as null, which some families tell from one that is absent.
  boolean isNull(String key) {
    return json.get(key) instanceof JsonNull;
  }

  boolean flag(String key, boolean otherwise) throws ModelException {
    Optional<JsonPrimitive> value = primitive(key);
    if (value.isPresent() && !value.get().isBoolean()) {
      throw wrong("has %s %s, true or false was expected".formatted(key, value.get()));
    }
    return value.map(JsonPrimitive::getAsBoolean).orElse(otherwise);
  }

  Optional<String> text(String key) throws ModelException {
    Optional<JsonPrimitive> value = primitive(key);
    if (value.isPresent() && !value.get().isString()) {
      throw wrong("has %s %s, a text was expected".formatted(key, value.get()));
    }
    return value.map(JsonPrimitive::getAsString);
  }

  /// Texts of a list; empty when there is none.
  List<String> texts(String key) throws ModelException {
    JsonElement value = json.get(key);
    if (value == null || value.isJsonNull()) {
      return List.of();
    }
    if (!(value instanceof JsonArray array)) {
      throw wrong("has %s %s, a list was expected".formatted(key, value));
    }
    List<String> texts = new ArrayList<>();
    for (JsonElement element : array) {
      texts.add(element.isJsonPrimitive() ? element.getAsString() : element.toString());
    }
    return List.copyOf(texts);
  }

  /// Settings within these, under their own key.
  Optional<ModelConfig> inner(String key) throws ModelException {
    JsonElement value = json.get(key);
    if (value == null || value.isJsonNull()) {
      return Optional.empty();
    }
    if (!(value instanceof JsonObject inner)) {
      throw wrong("has %s %s, an object was expected".formatted(key, value));
    }
    return Optional.of(new ModelConfig(file, inner));
  }

  ModelException unsupported(String what) {
    return new ModelException(Kind.UNSUPPORTED, "'%s' %s.".formatted(file, what));
  }

  ModelException wrong(String what) {
    return new ModelException(
        Kind.CORRUPT,
        "'%s' %s. Copy the config.json that came with the model.".formatted(file, what));
  }

  private Optional<JsonPrimitive> primitive(String key) throws ModelException {
    JsonElement value = json.get(key);
    if (value == null || value.isJsonNull()) {
      return Optional.empty();
    }
    if (!(value instanceof JsonPrimitive primitive)) {
      throw wrong("has %s %s, a single value was expected".formatted(key, value));
    }
    return Optional.of(primitive);
  }
}
