package dev.lamina.extraction.verify;

import dev.lamina.extraction.BatchStates;
import dev.lamina.extraction.ExtractionSettings;
import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.ModelException.Kind;
import dev.lamina.extraction.Pooling;
import dev.lamina.extraction.TooLong;
import dev.lamina.extraction.UnusableRow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What comparing a model with its reference gave.
///
/// @param rows rows that both could use
/// @param layers one error per layer, layer 0 first
/// @param onlyOurs rows that we could not use and the reference could
/// @param onlyTheirs rows that the reference could not use and we could
public record Verification(
    int rows, List<LayerError> layers, Set<Integer> onlyOurs, Set<Integer> onlyTheirs) {

  /// What is promised in float32.
  public static final double LARGEST_ERROR = 1e-4;

  /// What is promised in float16 and bfloat16.
  public static final double LEAST_COSINE = 0.999;

  public Verification {
    layers = List.copyOf(layers);
    onlyOurs = Set.copyOf(onlyOurs);
    onlyTheirs = Set.copyOf(onlyTheirs);
  }

  /// States of rows, as an extractor or one with an adapter gives them.
  public interface Extraction {
    BatchStates extract(ExtractionSettings settings) throws ModelException;
  }

  /// Runs the reference's rows through a model, with every pooling.
  ///
  /// @param model extracts [ReferenceStates#rows]
  public static Verification of(Extraction model, ReferenceStates reference) throws ModelException {
    Map<Pooling, BatchStates> found = new EnumMap<>(Pooling.class);
    for (Pooling pooling : Pooling.values()) {
      BatchStates states =
          model.extract(new ExtractionSettings(pooling, reference.maxTokens(), TooLong.TRUNCATE));
      if (states.layers() != reference.layers() || states.features() != reference.features()) {
        throw new ModelException(
            Kind.UNSUPPORTED,
            "The model has %d layers of %d features, its reference %d of %d: they are not the same model."
                .formatted(
                    states.layers(), states.features(), reference.layers(), reference.features()));
      }
      found.put(pooling, states);
    }
    Set<Integer> ours =
        found.values().stream()
            .flatMap(states -> states.unusable().stream())
            .map(UnusableRow::index)
            .collect(Collectors.toSet());
    List<Integer> rows =
        IntStream.range(0, reference.texts().size())
            .filter(row -> !ours.contains(row) && !reference.unusable().contains(row))
            .boxed()
            .toList();
    List<LayerError> layers = new ArrayList<>();
    for (int layer = 0; layer < reference.layers(); layer++) {
      layers.add(layer(found, reference, rows, layer));
    }
    return new Verification(
        rows.size(),
        layers,
        without(ours, reference.unusable()),
        without(reference.unusable(), ours));
  }

  private static LayerError layer(
      Map<Pooling, BatchStates> found, ReferenceStates reference, List<Integer> rows, int layer) {
    double largest = 0;
    double leastCosine = 1;
    int misplaced = 0;
    for (Map.Entry<Pooling, BatchStates> entry : found.entrySet()) {
      for (int row : rows) {
        RowComparison comparison =
            new RowComparison(entry.getValue(), reference, entry.getKey(), layer, row);
        largest = Math.max(largest, comparison.relativeError());
        leastCosine = Math.min(leastCosine, comparison.cosine());
        misplaced += comparison.isMisplaced() ? 1 : 0;
      }
    }
    return new LayerError(layer, largest, leastCosine, misplaced);
  }

  private static Set<Integer> without(Set<Integer> rows, Set<Integer> others) {
    return rows.stream().filter(row -> !others.contains(row)).collect(Collectors.toSet());
  }

  /// The layer that is farthest off.
  public LayerError worst() {
    return layers.stream().reduce((a, b) -> b.largest() > a.largest() ? b : a).orElseThrow();
  }

  /// Least cosine of a row at any layer.
  public double leastCosine() {
    return layers.stream().mapToDouble(LayerError::leastCosine).min().orElseThrow();
  }

  /// Whether the model keeps what is promised of float32.
  public boolean isEqual() {
    return worst().largest() <= LARGEST_ERROR && isInPlace();
  }

  /// Whether the model keeps what is promised of half precision.
  public boolean isParallel() {
    return leastCosine() >= LEAST_COSINE && isInPlace();
  }

  private boolean isInPlace() {
    return rows > 0
        && onlyOurs.isEmpty()
        && onlyTheirs.isEmpty()
        && layers.stream().allMatch(layer -> layer.misplaced() == 0);
  }
}
