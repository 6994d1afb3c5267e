package dev.lamina.gateway.plan;

import static java.util.stream.Collectors.groupingBy;

import dev.lamina.contract.AnalysisUnit;
import dev.lamina.contract.AnalysisUnit.ArrayPair;
import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.ArrayShape;
import dev.lamina.contract.Digest;
import dev.lamina.contract.ElementType;
import dev.lamina.contract.ExtractionUnit.Extraction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// From a resolved sweep to its plan: a pure function.
public final class Planner {

  /// Values that one analysis unit reads per layer range, at most: bounds a worker's memory.
  private static final long MAX_VALUES = 64L << 20;

  private final ResolvedSweep sweep;
  private final String kernels;
  private final Map<ArrayDigest, PlannedArray> arrays = new LinkedHashMap<>();

  private Planner(ResolvedSweep sweep, String kernels) {
    this.sweep = sweep;
    this.kernels = kernels;
  }

  /// @param kernels version of the measures' code, where it changes numbers
  public static SweepPlan plan(ResolvedSweep sweep, String kernels) {
    return new Planner(sweep, kernels).plan();
  }

  private SweepPlan plan() {
    List<PlannedPair> pairs = new ArrayList<>();
    List<PlannedAnalysis> analyses = new ArrayList<>();
    for (ResolvedTask task : sweep.tasks()) {
      List<PlannedPair> ofTask = task.pairs().stream().map(pair -> pair(task, pair)).toList();
      pairs.addAll(ofTask);
      analyses.addAll(analyses(task, ofTask));
    }
    return new SweepPlan(id(pairs), sweep, kernels, List.copyOf(arrays.values()), pairs, analyses);
  }

  private PlannedPair pair(ResolvedTask task, ResolvedTask.Pair names) {
    return new PlannedPair(
        task,
        names,
        new ArrayPair(array(task, names.experimental()), array(task, names.control())));
  }

  private ArrayDigest array(ResolvedTask task, String modelName) {
    ResolvedModel model = sweep.model(modelName);
    int maxTokens = Math.min(sweep.maxTokens(), model.maxTokens());
    int batchRows = BatchRule.rows(model, task, maxTokens);
    ElementType stored = ElementType.storing(sweep.precision());
    ArrayDigest digest =
        new ArrayDigest(
            Digest.of("activations")
                .with("model", model.ref().digest())
                .with("rows", task.rows())
                .with("pooling", sweep.pooling())
                .with("maxTokens", maxTokens)
                .with("tooLong", sweep.tooLong())
                .with("precision", sweep.precision())
                .with("stored", stored.code())
                .with("batchRows", batchRows)
                .hex());
    arrays.putIfAbsent(
        digest,
        new PlannedArray(
            digest,
            new ArrayShape(model.layers(), task.rowCount(), model.features(), batchRows, stored),
            model,
            task.name(),
            task.rows(),
            new Extraction(sweep.pooling(), maxTokens, sweep.tooLong(), sweep.precision()),
            BatchRule.flopsPerRow(model, task, maxTokens)));
    return digest;
  }

  private List<PlannedAnalysis> analyses(ResolvedTask task, List<PlannedPair> pairs) {
    List<PlannedAnalysis> analyses = new ArrayList<>();
    pairs.stream()
        .collect(groupingBy(this::layers, LinkedHashMap::new, java.util.stream.Collectors.toList()))
        .forEach(
            (layers, group) -> {
              List<ArrayPair> arrayPairs =
                  group.stream().map(PlannedPair::arrays).distinct().toList();
              for (List<Integer> range : ranges(layers, arrayPairs)) {
                AnalysisUnit unit = AnalysisUnit.of(arrayPairs, range, sweep.measures(), kernels);
                analyses.add(new PlannedAnalysis(unit, task.name()));
              }
            });
    return analyses;
  }

  /// The layers that both models have, by index, and that the spec asks for.
  private List<Integer> layers(PlannedPair pair) {
    int common =
        Math.min(
            sweep.model(pair.names().experimental()).layers(),
            sweep.model(pair.names().control()).layers());
    return IntStream.range(0, common)
        .filter(layer -> sweep.layers().isEmpty() || sweep.layers().contains(layer))
        .boxed()
        .toList();
  }

  private List<List<Integer>> ranges(List<Integer> layers, List<ArrayPair> pairs) {
    long perLayer =
        pairs.stream()
            .flatMap(p -> java.util.stream.Stream.of(p.experimental(), p.control()))
            .distinct()
            .map(arrays::get)
            .mapToLong(a -> (long) a.shape().rows() * a.shape().features())
            .sum();
    int size = (int) Math.max(1, MAX_VALUES / perLayer);
    return IntStream.range(0, Math.ceilDiv(layers.size(), size))
        .mapToObj(i -> layers.subList(i * size, Math.min(layers.size(), (i + 1) * size)))
        .toList();
  }

  private String id(List<PlannedPair> pairs) {
    String digest =
        Digest.of("sweep")
            .with(
                "pairs",
                pairs.stream()
                    .map(
                        p ->
                            List.of(
                                p.task().name(),
                                p.task().cluster(),
                                p.task().seen(),
                                p.names().experimental(),
                                p.names().control(),
                                p.arrays().experimental(),
                                p.arrays().control()))
                    .toList())
            .with("comparisons", sweep.comparisons())
            .with("layers", sweep.layers())
            .with("measures", sweep.measures())
            .with("kernels", kernels)
            .hex();
    return sweep.name() + "-" + digest.substring(0, 12);
  }
}
