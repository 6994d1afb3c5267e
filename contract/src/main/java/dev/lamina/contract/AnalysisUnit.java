package dev.lamina.contract;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// One task, a range of layers, all pairs of models that a sweep compares on it.
///
/// @param pairs arrays to compare, paired by row
/// @param layers indices, as in Hugging Face `hidden_states`
/// @param measures names of measures
public record AnalysisUnit(
    UnitDigest id, List<ArrayPair> pairs, List<Integer> layers, List<String> measures) {

  /// Two arrays over the same rows.
  public record ArrayPair(ArrayDigest experimental, ArrayDigest control) {
    public ArrayPair {
      requireNonNull(experimental);
      requireNonNull(control);
    }
  }

  public AnalysisUnit {
    requireNonNull(id);
    pairs = List.copyOf(pairs);
    layers = List.copyOf(layers);
    measures = List.copyOf(measures);
  }

  /// @param kernels version of the measures' code, where it changes numbers
  public static AnalysisUnit of(
      List<ArrayPair> pairs, List<Integer> layers, List<String> measures, String kernels) {
    UnitDigest id =
        new UnitDigest(
            Digest.of("analysis-unit")
                .with(
                    "pairs", pairs.stream().map(p -> p.experimental() + ":" + p.control()).toList())
                .with("layers", layers)
                .with("measures", measures)
                .with("kernels", kernels)
                .hex());
    return new AnalysisUnit(id, pairs, layers, measures);
  }
}
