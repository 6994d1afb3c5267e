package dev.lamina.extraction.lora;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.ModelException.Kind;
import dev.lamina.extraction.json.SettingsFile;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What of `adapter_config.json` determines an adapter's effect beside its weights. Ranks and
/// layers are what the weights say.
///
/// @param rooted whether alpha is divided by the root of the rank (rsLoRA, Kalajdzievski 2023,
///     arXiv 2312.03732)
/// @param alphas of modules that have their own, by the end of their name
/// @param trainedOn how it names the base that the adapter was trained on
public record AdapterConfig(
    double alpha, boolean rooted, Map<String, Double> alphas, Optional<String> trainedOn) {

  /// Settings that change what an adapter computes in ways that are not built, each with the
  /// values that leave it off.
  private static final Map<String, List<String>> OFF =
      Map.ofEntries(
          Map.entry("use_dora", List.of("false", "null")),
          Map.entry("use_qalora", List.of("false", "null")),
          Map.entry("use_bdlora", List.of("false", "null")),
          Map.entry("lora_bias", List.of("false", "null")),
          Map.entry("bias", List.of("\"none\"", "null")),
          Map.entry("layer_replication", List.of("null", "[]")),
          Map.entry("trainable_token_indices", List.of("null", "[]")),
          Map.entry("target_parameters", List.of("null", "[]")),
          Map.entry("alora_invocation_tokens", List.of("null", "[]")),
          Map.entry("arrow_config", List.of("null")),
          Map.entry("kasa_config", List.of("null")),
          Map.entry("monteclora_config", List.of("null")));

  /// Ways to begin training that take something away from the base's own weights. PEFT does so
  /// again when it loads such an adapter, unless it was converted when it was saved.
  private static final List<String> BASE_CHANGING =
      List.of("pissa", "corda", "olora", "loftq", "lora_ga");

  /// PEFT reads the keys of a pattern as regular expressions; what people write there are names.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.]+");

  public AdapterConfig {
    // In their order: of several that fit a module the first counts.
    alphas = Collections.unmodifiableMap(new LinkedHashMap<>(alphas));
  }

  static AdapterConfig read(Path file) throws ModelException {
    JsonObject json = SettingsFile.read(file);
    if (!"\"LORA\"".equals(written(json, "peft_type"))) {
      throw new ModelException(
          Kind.UNSUPPORTED,
          "'%s' is of peft_type %s; only LORA adapters are applied."
              .formatted(file, written(json, "peft_type")));
    }
    for (Map.Entry<String, List<String>> setting : OFF.entrySet()) {
      if (!setting.getValue().contains(written(json, setting.getKey()))) {
        throw new ModelException(
            Kind.UNSUPPORTED,
            "'%s' has %s %s, which is not applied; train without it, or merge the adapter into a checkpoint."
                .formatted(file, setting.getKey(), written(json, setting.getKey())));
      }
    }
    refuseSavedModules(file, json);
    String start = written(json, "init_lora_weights").toLowerCase(Locale.ROOT);
    if (BASE_CHANGING.stream().anyMatch(name -> start.startsWith("\"" + name))) {
      throw new ModelException(
          Kind.UNSUPPORTED,
          "'%s' has init_lora_weights %s, which changes the base's own weights. Save it converted, with path_initial_model_for_weight_conversion."
              .formatted(file, start));
    }
    return new AdapterConfig(
        number(file, "lora_alpha", json.get("lora_alpha")),
        flag(file, "use_rslora", written(json, "use_rslora")),
        alphas(file, json),
        trainedOn(json));
  }

  /// Modules that were trained whole. A head's may be: it lies behind all states.
  private static void refuseSavedModules(Path file, JsonObject json) throws ModelException {
    if (json.get("modules_to_save") instanceof JsonArray modules) {
      for (JsonElement module : modules) {
        if (!module.isJsonPrimitive() || !Heads.holds(module.getAsString())) {
          throw new ModelException(
              Kind.UNSUPPORTED,
              "'%s' has modules_to_save %s, which are not applied; train without them, or merge the adapter into a checkpoint."
                  .formatted(file, modules));
        }
      }
    }
  }

  private static Optional<String> trainedOn(JsonObject json) {
    return json.get("base_model_name_or_path") instanceof JsonPrimitive name
        ? Optional.of(name.getAsString())
        : Optional.empty();
  }

  private static Map<String, Double> alphas(Path file, JsonObject json) throws ModelException {
    if (written(json, "alpha_pattern").equals("null")) {
      return Map.of();
    }
    if (!(json.get("alpha_pattern") instanceof JsonObject patterns)) {
      throw new ModelException(
          Kind.CORRUPT,
          "'%s' has alpha_pattern %s, an object was expected. Save the adapter again."
              .formatted(file, written(json, "alpha_pattern")));
    }
    Map<String, Double> alphas = new LinkedHashMap<>();
    for (Map.Entry<String, JsonElement> entry : patterns.entrySet()) {
      if (!NAME.matcher(entry.getKey()).matches()) {
        throw new ModelException(
            Kind.UNSUPPORTED,
            "'%s' has the alpha_pattern '%s'; names of modules are read, other regular expressions are not. Write the names out."
                .formatted(file, entry.getKey()));
      }
      alphas.put(entry.getKey(), number(file, "alpha_pattern", entry.getValue()));
    }
    return alphas;
  }

  private static boolean flag(Path file, String key, String written) throws ModelException {
    return switch (written) {
      case "true" -> true;
      case "false", "null" -> false;
      default ->
          throw new ModelException(
              Kind.CORRUPT,
              "'%s' has %s %s, true or false was expected. Save the adapter again."
                  .formatted(file, key, written));
    };
  }

  /// All of it that changes states: the same text for the same effect.
  public String effect() {
    return "alpha %s, rooted %s, alphas %s".formatted(alpha, rooted, alphas);
  }

  /// What the product of B and A is multiplied by.
  double scale(String module, int rank) {
    double own =
        alphas.entrySet().stream()
            .filter(entry -> endsWith(module, entry.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(alpha);
    return own / (rooted ? Math.sqrt(rank) : rank);
  }

  private static boolean endsWith(String module, String name) {
    return module.equals(name) || module.endsWith("." + name);
  }

  private static String written(JsonObject json, String key) {
    JsonElement value = json.get(key);
    return value == null ? "null" : value.toString();
  }

  private static double number(Path file, String key, JsonElement value) throws ModelException {
    if (value == null
        || !value.isJsonPrimitive()
        || !value.getAsJsonPrimitive().isNumber()
        || !Double.isFinite(value.getAsDouble())) {
      throw new ModelException(
          Kind.CORRUPT,
          "'%s' has %s %s, a number was expected. Save the adapter again."
              .formatted(file, key, value));
    }
    return value.getAsDouble();
  }
}
