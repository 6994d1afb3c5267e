package dev.lamina.extraction.safetensors;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.ModelException.Kind;
import dev.lamina.extraction.json.SettingsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The weights of a checkpoint's folder: one file, or shards and the index that names them.
public final class SafetensorsFolder {

  public static final String SINGLE = "model.safetensors";
  public static final String INDEX = "model.safetensors.index.json";

  /// A shard lies in the folder itself.
  private static final Pattern SHARD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*\\.safetensors");

  private SafetensorsFolder() {}

  /// Whether a folder has weights in this format.
  public static boolean isOne(Path folder) {
    return Files.isRegularFile(folder.resolve(SINGLE))
        || Files.isRegularFile(folder.resolve(INDEX));
  }

  /// All tensors by name. One file goes before shards, as it does for transformers: saving anew
  /// may leave an old index behind.
  public static Map<String, StoredTensor> read(Path folder) throws ModelException {
    return Files.isRegularFile(folder.resolve(SINGLE))
        ? SafetensorsFile.read(folder.resolve(SINGLE))
        : sharded(folder);
  }

  private static Map<String, StoredTensor> sharded(Path folder) throws ModelException {
    Map<String, String> shardOf = index(folder.resolve(INDEX));
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (String shard : new TreeSet<>(shardOf.values())) {
      Path file = folder.resolve(shard);
      if (!Files.isRegularFile(file)) {
        throw new ModelException(
            Kind.MISSING,
            "The index names '%s', which is not in '%s'. Copy it there.".formatted(shard, folder));
      }
      for (StoredTensor tensor : SafetensorsFile.read(file).values()) {
        String placed = shardOf.getOrDefault(tensor.name(), "");
        if (placed.equals(shard)) {
          tensors.put(tensor.name(), tensor);
        } else if (!placed.isEmpty()) {
          // The index is no part of a model's digest, so it may not choose between two.
          throw new ModelException(
              Kind.CORRUPT,
              "'%s' holds tensor '%s', which the index places in '%s'. Copy index and shards again."
                  .formatted(file, tensor.name(), placed));
        }
      }
    }
    for (Map.Entry<String, String> entry : shardOf.entrySet()) {
      if (!tensors.containsKey(entry.getKey())) {
        throw new ModelException(
            Kind.CORRUPT,
            "The index says that tensor '%s' lies in '%s', and it does not. Copy index and shards again."
                .formatted(entry.getKey(), entry.getValue()));
      }
    }
    return tensors;
  }

  private static Map<String, String> index(Path file) throws ModelException {
    JsonObject json = SettingsFile.read(file);
    if (!(json.get("weight_map") instanceof JsonObject map) || map.isEmpty()) {
      throw new ModelException(
          Kind.CORRUPT, "'%s' has no weight_map. Copy it again.".formatted(file));
    }
    Map<String, String> shardOf = new LinkedHashMap<>();
    for (Map.Entry<String, JsonElement> entry : map.entrySet()) {
      String shard = entry.getValue().isJsonPrimitive() ? entry.getValue().getAsString() : "";
      if (!SHARD.matcher(shard).matches()) {
        throw new ModelException(
            Kind.FORBIDDEN,
            "'%s' places tensor '%s' in '%s'; a shard is a .safetensors file of the same folder."
                .formatted(file, entry.getKey(), shard));
      }
      shardOf.put(entry.getKey(), shard);
    }
    return shardOf;
  }
}
