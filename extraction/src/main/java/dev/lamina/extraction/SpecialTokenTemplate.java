package dev.lamina.extraction;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Whether each special token that a `tokenizer.json` puts around a text is one that it
/// defines: the native tokenizer ends the process over one that is not.
final class SpecialTokenTemplate {
  private SpecialTokenTemplate() {}

  /// @param file of well-formed JSON
  /// @throws MalformedJsonException naming the token that is not defined
  static void check(Path file) throws IOException {
    try (Reader text = Files.newBufferedReader(file);
        JsonReader json = new JsonReader(text)) {
      json.beginObject();
      while (json.hasNext()) {
        if (json.nextName().equals("post_processor")) {
          check(JsonParser.parseReader(json));
        } else {
          json.skipValue();
        }
      }
    }
  }

  private static void check(JsonElement processor) throws IOException {
    if (!(processor instanceof JsonObject object)) {
      return;
    }
    if (object.get("processors") instanceof JsonArray inner) {
      for (JsonElement one : inner) {
        check(one);
      }
    }
    if (object.get("special_tokens") instanceof JsonObject defined) {
      for (String template : List.of("single", "pair")) {
        if (object.get(template) instanceof JsonArray pieces) {
          check(pieces, defined);
        }
      }
    }
  }

  private static void check(JsonArray pieces, JsonObject defined) throws IOException {
    for (JsonElement piece : pieces) {
      if (piece instanceof JsonObject object
          && object.get("SpecialToken") instanceof JsonObject token
          && token.get("id") != null
          && !defined.has(token.get("id").getAsString())) {
        throw new MalformedJsonException(
            "its template uses the special token %s, which special_tokens lacks"
                .formatted(token.get("id")));
      }
    }
  }
}
