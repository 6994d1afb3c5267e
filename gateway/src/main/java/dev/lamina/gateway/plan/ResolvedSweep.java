package dev.lamina.gateway.plan;

import dev.lamina.gateway.spec.SweepSpec.Comparison;
import java.util.List;

/// A sweep with every name resolved. After this nobody checks again.
///
/// @param models all models, by the names that pairs use
/// @param layers layers to score; none listed means all
/// @param spec the text that it was resolved from
public record ResolvedSweep(
    String name,
    List<ResolvedModel> models,
    List<ResolvedTask> tasks,
    List<Comparison> comparisons,
    String pooling,
    int maxTokens,
    String tooLong,
    String precision,
    List<Integer> layers,
    List<String> measures,
    String spec) {

  public ResolvedSweep {
    models = List.copyOf(models);
    tasks = List.copyOf(tasks);
    comparisons = List.copyOf(comparisons);
    layers = List.copyOf(layers);
    measures = List.copyOf(measures);
  }

  public ResolvedModel model(String modelName) {
    return models.stream().filter(m -> m.name().equals(modelName)).findFirst().orElseThrow();
  }
}
