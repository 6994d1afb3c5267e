package dev.lamina.gateway.source;

import dev.lamina.contract.ModelDigest;
import dev.lamina.contract.ModelRef;
import dev.lamina.contract.RowText;
import dev.lamina.contract.RowsDigest;
import dev.lamina.extraction.ModelDescription;
import dev.lamina.gateway.plan.ResolvedModel;
import dev.lamina.gateway.plan.ResolvedSweep;
import dev.lamina.gateway.plan.ResolvedTask;
import dev.lamina.gateway.spec.SpecException;
import dev.lamina.gateway.spec.SpecFaults;
import dev.lamina.gateway.spec.SweepSpec;
import dev.lamina.gateway.spec.SweepSpec.Comparison;
import dev.lamina.gateway.spec.SweepSpec.Layers;
import dev.lamina.gateway.spec.SweepSpec.Model;
import dev.lamina.tensor.RowStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// From names to digests: reads rows, describes models, and refuses with all faults at once.
public final class SweepResolver {

  private static final List<String> NOT_OF_ONNX = List.of("float16", "bfloat16");

  private final Sources sources;
  private final SweepSpec spec;
  private final SpecFaults faults;
  private final Map<String, ResolvedModel> models = new LinkedHashMap<>();
  private final Map<String, String> templateOf = new LinkedHashMap<>();
  private final Map<RowsDigest, List<RowText>> rows = new LinkedHashMap<>();

  private SweepResolver(SweepSpec spec, Sources sources, SpecFaults faults) {
    this.faults = faults;
    this.spec = spec;
    this.sources = sources;
  }

  /// @param rows the rendered rows of all tasks, to be stored when the sweep is submitted
  public record Resolution(ResolvedSweep sweep, Map<RowsDigest, List<RowText>> rows) {

    public Resolution {
      rows = Map.copyOf(rows);
    }
  }

  /// @param text the spec as it was written, kept with the sweep
  /// @param faults those of the spec itself; refused together with what is found here
  public static Resolution resolve(SweepSpec spec, String text, Sources sources, SpecFaults faults)
      throws SpecException {
    return new SweepResolver(spec, sources, faults).resolve(text);
  }

  private Resolution resolve(String text) throws SpecException {
    checkPrecision();
    List<ResolvedTask> tasks = new ArrayList<>();
    for (int i = 0; i < spec.tasks().size(); i++) {
      task(i).ifPresent(tasks::add);
    }
    checkLayers();
    faults.refuse();
    List<Integer> layers =
        switch (spec.layers()) {
          case Layers.All() -> List.of();
          case Layers.Listed(List<Integer> indices) -> indices;
        };
    return new Resolution(
        new ResolvedSweep(
            spec.name(),
            List.copyOf(models.values()),
            tasks,
            spec.compare(),
            spec.pooling(),
            spec.maxTokens(),
            spec.tooLong(),
            spec.precision(),
            layers,
            spec.measures(),
            text),
        rows);
  }

  private void checkPrecision() {
    if (NOT_OF_ONNX.contains(spec.precision())) {
      faults.add(
          "precision",
          "an ONNX model computes in the precision of its own graph; write float32, or leave it"
              + " out");
    }
  }

  private void checkLayers() {
    if (spec.layers() instanceof Layers.Listed(List<Integer> indices)) {
      for (ResolvedModel model : models.values()) {
        for (int layer : indices) {
          if (layer >= model.layers()) {
            faults.add(
                "layers",
                "%d is beyond model \"%s\", which has layers 0 to %d"
                    .formatted(layer, model.name(), model.layers() - 1));
          }
        }
      }
    }
  }

  private Optional<ResolvedTask> task(int index) {
    SweepSpec.Task task = spec.tasks().get(index);
    List<ResolvedTask.Pair> pairs = new ArrayList<>();
    for (Comparison comparison : spec.compare()) {
      Optional<ResolvedModel> experimental = model(comparison.experimental(), task.name());
      Optional<ResolvedModel> control = model(comparison.control(), task.name());
      if (experimental.isPresent() && control.isPresent()) {
        pairs.add(
            new ResolvedTask.Pair(comparison, experimental.get().name(), control.get().name()));
      }
    }
    List<RowText> sampled =
        task.rows().isEmpty() ? List.of() : rows("tasks[" + index + "].rows", task);
    if (sampled.isEmpty() || pairs.isEmpty()) {
      return Optional.empty();
    }
    RowsDigest digest = RowStore.digestOf(sampled);
    rows.put(digest, sampled);
    long characters = sampled.stream().mapToLong(row -> row.text().length()).sum();
    return Optional.of(
        new ResolvedTask(
            task.name(), task.cluster(), task.seen(), digest, sampled.size(), characters, pairs));
  }

  private List<RowText> rows(String where, SweepSpec.Task task) {
    try (InputStream content = sources.rows(task.rows())) {
      return RowSample.of(
          RowFile.read(task.rows(), content, faults),
          spec.sample(),
          task.prompt().orElse(spec.prompt()));
    } catch (SourceException e) {
      faults.add(where, e.getMessage());
    } catch (IOException e) {
      faults.add(where, "\"" + task.rows() + "\" cannot be read: " + e.getMessage());
    }
    return List.of();
  }

  private Optional<ResolvedModel> model(String template, String task) {
    if (!spec.models().containsKey(template)) {
      return Optional.empty();
    }
    String name = template.replace(SweepSpec.TASK, task);
    String first = templateOf.putIfAbsent(name, template);
    if (first == null) {
      resolveModel(template, name, task).ifPresent(model -> models.put(name, model));
    } else if (!first.equals(template)) {
      faults.add(
          "models." + template,
          "becomes \"%s\" for task \"%s\", and so does models.%s; rename one of them"
              .formatted(name, task, first));
    }
    return Optional.ofNullable(models.get(name));
  }

  private Optional<ResolvedModel> resolveModel(String template, String name, String task) {
    String where = "models." + template;
    switch (spec.model(template)) {
      case Model.Adapted adapted ->
          faults.add(
              where + ".adapter",
              "a LoRA adapter needs a Hugging Face checkpoint as its base, and this version runs"
                  + " ONNX models only; export the tuned model to ONNX and name it as a source");
      case Model.Source source -> {
        String place = source.source().replace(SweepSpec.TASK, task);
        try {
          Sources.FoundModel found = sources.model(place);
          return Optional.of(resolved(name, found, source.pool().orElse(spec.pool())));
        } catch (SourceException e) {
          faults.add(where + ".source", e.getMessage());
        }
      }
    }
    return Optional.empty();
  }

  private static ResolvedModel resolved(String name, Sources.FoundModel found, String pool) {
    ModelDescription description = found.description();
    return new ResolvedModel(
        name,
        new ModelRef(new ModelDigest(description.digest()), found.source()),
        description.layers(),
        description.features(),
        description.maxTokens(),
        description.parameters(),
        description.lastLayer(),
        pool);
  }
}
