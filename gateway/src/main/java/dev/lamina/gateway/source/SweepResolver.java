package dev.lamina.gateway.source;

import dev.lamina.contract.RowText;
import dev.lamina.contract.RowsDigest;
import dev.lamina.gateway.plan.ResolvedModel;
import dev.lamina.gateway.plan.ResolvedSweep;
import dev.lamina.gateway.plan.ResolvedTask;
import dev.lamina.gateway.spec.SpecException;
import dev.lamina.gateway.spec.SpecFaults;
import dev.lamina.gateway.spec.SweepSpec;
import dev.lamina.gateway.spec.SweepSpec.Comparison;
import dev.lamina.gateway.spec.SweepSpec.Layers;
import dev.lamina.source.SourceException;
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

  private final Sources sources;
  private final SweepSpec spec;
  private final SpecFaults faults;
  private final ModelResolver models;
  private final Map<RowsDigest, List<RowText>> rows = new LinkedHashMap<>();

  private SweepResolver(SweepSpec spec, Sources sources, SpecFaults faults) {
    this.faults = faults;
    this.spec = spec;
    this.sources = sources;
    this.models = new ModelResolver(spec, sources, faults);
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
            models.models(),
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

  private void checkLayers() {
    if (spec.layers() instanceof Layers.Listed(List<Integer> indices)) {
      for (ResolvedModel model : models.models()) {
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
      Optional<ResolvedModel> experimental = models.model(comparison.experimental(), task.name());
      Optional<ResolvedModel> control = models.model(comparison.control(), task.name());
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
}
