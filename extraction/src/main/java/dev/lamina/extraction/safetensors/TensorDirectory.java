package dev.lamina.extraction.safetensors;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The JSON header of a safetensors file, as it is written; what it claims is not checked here.
final class TensorDirectory {

  /// @param begin first byte, counted from the end of the header
  /// @param end behind the last byte
  record Entry(String type, List<Long> shape, long begin, long end) {}

  private static final String METADATA = "__metadata__";

  private TensorDirectory() {}

  static Map<String, Entry> parse(String json) throws IOException {
    try (JsonReader reader = new JsonReader(new StringReader(json))) {
      reader.setStrictness(Strictness.STRICT);
      Map<String, Entry> entries = new LinkedHashMap<>();
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        if (name.equals(METADATA)) {
          reader.skipValue();
        } else if (entries.putIfAbsent(name, entry(name, reader)) != null) {
          throw new MalformedJsonException("tensor '" + name + "' stands there twice");
        }
      }
      reader.endObject();
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new MalformedJsonException("text behind the header's end");
      }
      return entries;
    } catch (IllegalStateException | NumberFormatException e) {
      throw new MalformedJsonException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Entry entry(String name, JsonReader reader) throws IOException {
    Optional<String> type = Optional.empty();
    Optional<List<Long>> shape = Optional.empty();
    Optional<List<Long>> offsets = Optional.empty();
    Set<String> seen = new HashSet<>();
    reader.beginObject();
    while (reader.hasNext()) {
      String key = reader.nextName();
      if (!seen.add(key)) {
        throw new MalformedJsonException("tensor '" + name + "' has two of " + key);
      }
      switch (key) {
        case "dtype" -> type = Optional.of(text(reader));
        case "shape" -> shape = Optional.of(numbers(reader));
        case "data_offsets" -> offsets = Optional.of(numbers(reader)).filter(o -> o.size() == 2);
        default -> reader.skipValue();
      }
    }
    reader.endObject();
    if (type.isEmpty() || shape.isEmpty() || offsets.isEmpty()) {
      throw new MalformedJsonException(
          "tensor '" + name + "' lacks its dtype, its shape or its two data_offsets");
    }
    List<Long> range = offsets.get();
    return new Entry(type.get(), shape.get(), range.getFirst(), range.getLast());
  }

  private static String text(JsonReader reader) throws IOException {
    if (reader.peek() != JsonToken.STRING) {
      throw new MalformedJsonException("no text at " + reader.getPath());
    }
    return reader.nextString();
  }

  /// As digits alone: read as a number, 2^63 becomes one less.
  private static List<Long> numbers(JsonReader reader) throws IOException {
    List<Long> numbers = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      if (reader.peek() != JsonToken.NUMBER) {
        throw new MalformedJsonException("no number at " + reader.getPath());
      }
      long number = Long.parseLong(reader.nextString());
      if (number < 0) {
        throw new MalformedJsonException("a negative number, " + number);
      }
      numbers.add(number);
    }
    reader.endArray();
    return List.copyOf(numbers);
  }
}
