package dev.lamina.gateway.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamina.extraction.Precision;
import dev.lamina.gateway.spec.SweepSpec.Comparison;
import dev.lamina.gateway.spec.SweepSpec.Layers;
import dev.lamina.gateway.spec.SweepSpec.Model;
import dev.lamina.gateway.spec.SweepSpec.Sample;
import dev.lamina.gateway.spec.SweepSpec.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Reads a spec and collects its faults.
public final class SpecReader {

  private static final String API_VERSION = "lamina/v1";
  private static final int MAX_TOKENS = 1 << 20;
  private static final int MAX_ROWS = 1_000_000;

  private static final Set<String> KEYS =
      Set.of(
          "apiVersion",
          "name",
          "models",
          "compare",
          "tasks",
          "sample",
          "prompt",
          "pooling",
          "maxTokens",
          "precision",
          "layers",
          "measures",
          "tooLong",
          "pool");

  /// Names become parts of file names and addresses.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private final Set<String> measures;
  private final SpecFaults faults;

  private SpecReader(Collection<String> measures, SpecFaults faults) {
    this.measures = new TreeSet<>(measures);
    this.faults = faults;
  }

  /// Reads a spec as far as it is sound, so that what it names can be looked at too before all
  /// faults are told.
  ///
  /// @param measures the names of measures that may stand in a spec
  /// @param faults takes what is wrong with it
  /// @throws SpecException when the text is no YAML or JSON
  public static Optional<SweepSpec> read(
      byte[] bytes, Collection<String> measures, SpecFaults faults) throws SpecException {
    JsonNode tree = SpecText.parse(bytes);
    return Fields.of("", tree, faults, KEYS).map(new SpecReader(measures, faults)::spec);
  }

  private SweepSpec spec(Fields top) {
    String version = top.required("apiVersion");
    if (!version.isEmpty() && !version.equals(API_VERSION)) {
      faults.add("apiVersion", "\"" + version + "\" is not known; write " + API_VERSION);
    }
    Map<String, Model> models = models(top);
    List<Task> tasks = tasks(top);
    return new SweepSpec(
        name(top, "name"),
        models,
        comparisons(top, models),
        tasks,
        sample(top),
        prompt(top).orElse("{input}"),
        top.choice("pooling", List.of("last-token", "mean", "cls"), "last-token"),
        (int) top.whole("maxTokens", 1, MAX_TOKENS).orElse(512),
        top.choice("precision", Precision.names(), "float32"),
        layers(top),
        measures(top),
        top.choice("tooLong", List.of("truncate", "refuse"), "truncate"),
        pool(top).orElse("default"));
  }

  private String name(Fields fields, String key) {
    String name = fields.required(key);
    checkName(fields.at(key), name);
    return name;
  }

  private Optional<String> pool(Fields fields) {
    Optional<String> pool = fields.text("pool");
    pool.ifPresent(name -> checkName(fields.at("pool"), name));
    return pool;
  }

  private void checkName(String where, String name) {
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      faults.add(
          where,
          "\""
              + name
              + "\" cannot be a name: letters, digits, '.', '_' and '-' make one, at most 100");
    }
  }

  private Map<String, Model> models(Fields top) {
    Map<String, Model> models = new LinkedHashMap<>();
    Optional<JsonNode> node = top.node("models");
    if (node.isEmpty() || !node.get().isObject() || node.get().isEmpty()) {
      faults.add("models", "at least one model is wanted, as NAME: { source: \"file:...\" }");
      return models;
    }
    for (Map.Entry<String, JsonNode> entry : node.get().properties()) {
      String path = "models." + entry.getKey();
      checkName(path, entry.getKey().replace(SweepSpec.TASK, "task"));
      Fields.of(path, entry.getValue(), faults, Set.of("source", "base", "adapter", "pool"))
          .flatMap(this::model)
          .ifPresent(model -> models.put(entry.getKey(), model));
    }
    models.forEach((name, model) -> checkBase(name, model, models, node.get()));
    return models;
  }

  private void checkBase(String name, Model model, Map<String, Model> models, JsonNode written) {
    if (!(model instanceof Model.Adapted adapted)) {
      return;
    }
    String where = "models." + name + ".base";
    if (!written.has(adapted.base())) {
      faults.add(where, Fields.notOneOf(adapted.base(), models.keySet()));
    } else if (models.get(adapted.base()) instanceof Model.Adapted) {
      faults.add(
          where,
          "\"%s\" has an adapter itself; name the model below it, or merge that adapter into its base"
              .formatted(adapted.base()));
    }
  }

  private Optional<Model> model(Fields fields) {
    Optional<String> pool = pool(fields);
    boolean sourced = fields.has("source");
    boolean adapted = fields.has("base") || fields.has("adapter");
    if (sourced == adapted) {
      faults.add(fields.at("source"), "a model has either a source, or a base and an adapter");
      return Optional.empty();
    }
    return Optional.of(
        sourced
            ? new Model.Source(fields.required("source"), pool)
            : new Model.Adapted(fields.required("base"), fields.required("adapter"), pool));
  }

  private List<Comparison> comparisons(Fields top, Map<String, Model> models) {
    List<Comparison> comparisons = new ArrayList<>();
    List<JsonNode> items = top.items("compare");
    for (int i = 0; i < items.size(); i++) {
      Fields.of("compare[" + i + "]", items.get(i), faults, Set.of("experimental", "control"))
          .map(f -> new Comparison(side(f, "experimental", models), side(f, "control", models)))
          .ifPresent(comparisons::add);
    }
    if (items.isEmpty()) {
      faults.add(
          "compare", "at least one pair is wanted, as { experimental: NAME, control: NAME }");
    }
    if (new HashSet<>(comparisons).size() < comparisons.size()) {
      faults.add("compare", "the same pair stands there twice");
    }
    return comparisons;
  }

  private String side(Fields fields, String key, Map<String, Model> models) {
    String name = fields.required(key);
    if (!name.isEmpty() && !models.containsKey(name) && !models.isEmpty()) {
      faults.add(fields.at(key), "no such model. " + Fields.notOneOf(name, models.keySet()));
    }
    return name;
  }

  private List<Task> tasks(Fields top) {
    List<Task> tasks = new ArrayList<>();
    Set<String> names = new HashSet<>();
    List<JsonNode> items = top.items("tasks");
    for (int i = 0; i < items.size(); i++) {
      Fields.of(
              "tasks[" + i + "]",
              items.get(i),
              faults,
              Set.of("name", "cluster", "rows", "seen", "prompt"))
          .map(this::task)
          .ifPresent(tasks::add);
    }
    if (items.isEmpty()) {
      faults.add("tasks", "at least one task is wanted, as { name: NAME, rows: \"file:...\" }");
    }
    for (Task task : tasks) {
      if (!names.add(task.name())) {
        faults.add("tasks", "two tasks are named \"" + task.name() + "\"");
      }
    }
    return tasks;
  }

  private Task task(Fields fields) {
    String name = name(fields, "name");
    return new Task(
        name,
        fields.text("cluster").orElse("none"),
        fields.required("rows"),
        fields.flag("seen", true),
        prompt(fields));
  }

  private Optional<String> prompt(Fields fields) {
    Optional<String> prompt = fields.text("prompt");
    if (prompt.isPresent() && !prompt.get().contains("{input}")) {
      faults.add(fields.at("prompt"), "the template must hold {input}, where a row's input goes");
    }
    return prompt;
  }

  private Sample sample(Fields top) {
    return top.node("sample")
        .flatMap(node -> Fields.of("sample", node, faults, Set.of("limit", "seed")))
        .map(
            f ->
                new Sample(
                    (int) f.whole("limit", 1, MAX_ROWS).orElse(10_000),
                    f.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE).orElse(13)))
        .orElse(new Sample(10_000, 13));
  }

  private Layers layers(Fields top) {
    Optional<JsonNode> node = top.node("layers");
    if (node.isEmpty() || node.get().asText().equals("all")) {
      return new Layers.All();
    }
    TreeSet<Integer> indices = new TreeSet<>();
    if (node.get().isArray() && !node.get().isEmpty()) {
      for (JsonNode item : node.get()) {
        if (item.canConvertToInt() && item.isIntegralNumber() && item.asInt() >= 0) {
          indices.add(item.asInt());
        } else {
          faults.add("layers", "a layer is a whole number from 0, not " + Fields.kind(item));
        }
      }
    } else {
      faults.add("layers", "all, or a list of layer indices, is wanted");
    }
    return new Layers.Listed(List.copyOf(indices));
  }

  private List<String> measures(Fields top) {
    if (!top.has("measures")) {
      return List.of("cka", "cka-debiased");
    }
    List<String> names = new ArrayList<>();
    for (JsonNode item : top.items("measures")) {
      String name = item.asText();
      if (!item.isTextual() || !measures.contains(name)) {
        faults.add("measures", Fields.notOneOf(name, measures));
      } else if (!names.contains(name)) {
        names.add(name);
      }
    }
    if (top.items("measures").isEmpty()) {
      faults.add("measures", "at least one measure is wanted");
    }
    return names;
  }
}
