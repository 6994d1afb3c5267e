package dev.lamina.gateway.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A sweep as its author wrote it: names, not yet resolved. The defaults are filled in.
public record SweepSpec(
    String name,
    Map<String, Model> models,
    List<Comparison> compare,
    List<Task> tasks,
    Sample sample,
    String prompt,
    String pooling,
    int maxTokens,
    String precision,
    Layers layers,
    List<String> measures,
    String tooLong,
    String pool) {

  /// Stands for a task's name in the names and sources of models.
  public static final String TASK = "{task}";

  public SweepSpec {
    models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
    compare = List.copyOf(compare);
    tasks = List.copyOf(tasks);
    measures = List.copyOf(measures);
  }

  /// The model of that name; a spec that was read names no other.
  public Model model(String template) {
    return Optional.ofNullable(models.get(template)).orElseThrow();
  }

  /// Where a model comes from.
  public sealed interface Model {

    Optional<String> pool();

    /// Weights and tokenizer from a source.
    record Source(String source, Optional<String> pool) implements Model {}

    /// A LoRA adapter on another model.
    record Adapted(String base, String adapter, Optional<String> pool) implements Model {}
  }

  /// A pair of models; their names may hold `{task}`.
  public record Comparison(String experimental, String control) {}

  public record Task(
      String name, String cluster, String rows, boolean seen, Optional<String> prompt) {}

  /// At most `limit` rows of each task, chosen by `seed`.
  public record Sample(int limit, long seed) {}

  /// The layers to score.
  public sealed interface Layers {

    record All() implements Layers {}

    record Listed(List<Integer> indices) implements Layers {
      public Listed {
        indices = List.copyOf(indices);
      }
    }
  }
}
