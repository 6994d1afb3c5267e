package dev.lamina.gateway.source;

import dev.lamina.contract.ModelRef;
import dev.lamina.extraction.ModelDescription;
import dev.lamina.gateway.plan.ResolvedModel;
import dev.lamina.gateway.spec.SpecFaults;
import dev.lamina.gateway.spec.SweepSpec;
import dev.lamina.gateway.spec.SweepSpec.Model;
import dev.lamina.source.SourceException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds and describes the models that pairs name, each once, and says once what is wrong with
/// it.
final class ModelResolver {

  private final SweepSpec spec;
  private final Sources sources;
  private final SpecFaults faults;
  private final Map<String, Optional<FoundModel>> found = new LinkedHashMap<>();
  private final Map<String, Optional<ResolvedModel>> resolved = new LinkedHashMap<>();
  private final Map<String, String> templateOf = new LinkedHashMap<>();

  ModelResolver(SweepSpec spec, Sources sources, SpecFaults faults) {
    this.spec = spec;
    this.sources = sources;
    this.faults = faults;
  }

  /// All models so far, in the order in which they were asked for.
  List<ResolvedModel> models() {
    return resolved.values().stream().flatMap(Optional::stream).toList();
  }

  /// The model of a template for a task; empty when it cannot be had, which is a fault by now.
  Optional<ResolvedModel> model(String template, String task) {
    if (!spec.models().containsKey(template)) {
      return Optional.empty();
    }
    String name = template.replace(SweepSpec.TASK, task);
    String first = templateOf.putIfAbsent(name, template);
    if (first != null && !first.equals(template)) {
      faults.add(
          "models." + template,
          "becomes \"%s\" for task \"%s\", and so does models.%s; rename one of them"
              .formatted(name, task, first));
    }
    // Not computeIfAbsent: an adapted model asks for its base on the way.
    if (!resolved.containsKey(name)) {
      resolved.put(name, resolve(template, name, task));
    }
    return resolved.getOrDefault(name, Optional.empty());
  }

  private Optional<ResolvedModel> resolve(String template, String name, String task) {
    return switch (spec.model(template)) {
      case Model.Source source ->
          source(template, source, task)
              .map(
                  model ->
                      resolved(
                          name,
                          model.description(),
                          ModelRef.of(model.part()),
                          source.pool(),
                          List.of()));
      case Model.Adapted adapted -> adapted(template, adapted, name, task);
    };
  }

  private Optional<ResolvedModel> adapted(
      String template, Model.Adapted adapted, String name, String task) {
    // The reader lets adapters stand on sources only.
    if (!(spec.models().get(adapted.base()) instanceof Model.Source source)) {
      return Optional.empty();
    }
    Optional<FoundModel> base = source(adapted.base(), source, task);
    if (base.isEmpty()) {
      return Optional.empty();
    }
    try {
      FoundAdapter adapter =
          sources.adapter(base.get(), adapted.adapter().replace(SweepSpec.TASK, task));
      return Optional.of(
          resolved(
              name,
              base.get().description(),
              ModelRef.adapted(base.get().part(), adapter.part()),
              adapted.pool().or(source::pool),
              adapter.remark(adapted.base(), source.source()).stream().toList()));
    } catch (SourceException e) {
      faults.add("models." + template + ".adapter", e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<FoundModel> source(String template, Model.Source source, String task) {
    String place = source.source().replace(SweepSpec.TASK, task);
    if (!found.containsKey(place)) {
      found.put(place, find("models." + template + ".source", place));
    }
    return found.getOrDefault(place, Optional.empty());
  }

  private Optional<FoundModel> find(String where, String place) {
    try {
      FoundModel model = sources.model(place);
      model.refusal(spec.precision()).ifPresent(message -> faults.add("precision", message));
      return Optional.of(model);
    } catch (SourceException e) {
      faults.add(where, e.getMessage());
      return Optional.empty();
    }
  }

  private ResolvedModel resolved(
      String name,
      ModelDescription description,
      ModelRef ref,
      Optional<String> pool,
      List<String> remarks) {
    return new ResolvedModel(
        name,
        ref,
        description.layers(),
        description.features(),
        description.maxTokens(),
        description.parameters(),
        description.lastLayer(),
        pool.orElse(spec.pool()),
        remarks);
  }
}
