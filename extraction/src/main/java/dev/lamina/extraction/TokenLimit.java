package dev.lamina.extraction;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.lamina.extraction.json.SettingsFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The most tokens a model takes: the least of what its position table and its settings say.
final class TokenLimit {
  /// Exporters write 1e30 for "no limit".
  private static final long NO_LIMIT = 100_000_000;

  private TokenLimit() {}

  static int of(OptionalInt table, ModelSource source) throws ModelException {
    long limit = table.orElse(Integer.MAX_VALUE);
    Optional<Path> tokenizerConfig = source.tokenizerConfig();
    if (tokenizerConfig.isPresent()) {
      limit = Math.min(limit, stated(tokenizerConfig.get(), List.of("model_max_length")));
    }
    Optional<Path> config = source.config();
    // Where a table is there it is the truth: RoBERTa's config states two more.
    if (config.isPresent() && table.isEmpty()) {
      List<String> keys = List.of("max_position_embeddings", "n_positions");
      limit = Math.min(limit, stated(config.get(), keys));
    }
    return (int) limit;
  }

  private static long stated(Path file, List<String> keys) throws ModelException {
    JsonObject json = SettingsFile.read(file);
    long limit = Integer.MAX_VALUE;
    for (String key : keys) {
      JsonElement value = json.get(key);
      if (value != null && value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber()) {
        double number = value.getAsDouble();
        if (number >= 1 && number < NO_LIMIT) {
          limit = Math.min(limit, (long) number);
        }
      }
    }
    return limit;
  }
}
