package dev.lamina.extraction.json;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.ModelException.Kind;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;

/// A JSON file of settings beside a model, for instance `config.json`.
public final class SettingsFile {
  private static final long MOST_BYTES = 64L << 20;

  private SettingsFile() {}

  public static JsonObject read(Path file) throws ModelException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new ModelException(
            Kind.FORBIDDEN, "'%s' is larger than 64 MiB, no settings are.".formatted(file));
      }
      JsonSyntax.check(file);
      try (Reader reader = Files.newBufferedReader(file)) {
        return JsonParser.parseReader(reader).getAsJsonObject();
      }
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw new ModelException(
          Kind.CORRUPT,
          "'%s' cannot be read as a JSON object (%s). Copy it again."
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
