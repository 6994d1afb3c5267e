package dev.lamina.extraction.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whether a file is JSON to the letter. The native tokenizer ends the process on some files
/// that are not, so it is never shown one. Reads as a stream: such files reach tens of
/// megabytes.
public final class JsonSyntax {
  /// Native readers refuse more than 128 levels; no settings have so many.
  private static final int DEEPEST = 64;

  private JsonSyntax() {}

  /// @throws MalformedJsonException when the file is no single, well-formed JSON object
  public static void check(Path file) throws IOException {
    try (Reader text = Files.newBufferedReader(file);
        JsonReader json = new JsonReader(text)) {
      json.setStrictness(Strictness.STRICT);
      json.setNestingLimit(DEEPEST);
      check(json);
    }
  }

  private static void check(JsonReader json) throws IOException {
    try {
      if (json.peek() != JsonToken.BEGIN_OBJECT) {
        throw new MalformedJsonException("no JSON object");
      }
      for (JsonToken token = json.peek(); token != JsonToken.END_DOCUMENT; token = json.peek()) {
        pass(token, json);
      }
    } catch (MalformedJsonException | EOFException | IllegalStateException e) {
      throw new MalformedJsonException("malformed JSON at " + json.getPath(), e);
    }
  }

  private static void pass(JsonToken token, JsonReader json) throws IOException {
    switch (token) {
      case BEGIN_OBJECT -> json.beginObject();
      case END_OBJECT -> json.endObject();
      case BEGIN_ARRAY -> json.beginArray();
      case END_ARRAY -> json.endArray();
      case NAME -> requireWellFormed(json.nextName());
      case STRING -> requireWellFormed(json.nextString());
      case NUMBER -> requireFinite(json.nextString());
      case BOOLEAN, NULL -> json.skipValue();
      case END_DOCUMENT -> {}
    }
  }

  private static void requireFinite(String number) throws IOException {
    if (Double.isInfinite(Double.parseDouble(number))) {
      throw new MalformedJsonException("a number out of range");
    }
  }

  private static void requireWellFormed(String text) throws IOException {
    if (!Text.isWellFormed(text)) {
      throw new MalformedJsonException("a string with half a surrogate pair");
    }
  }
}
