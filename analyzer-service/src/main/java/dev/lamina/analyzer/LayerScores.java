package dev.lamina.analyzer;

import static java.util.Objects.requireNonNull;

import dev.lamina.contract.AnalysisUnit.ArrayPair;
import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.UnitScores.Cell;
import dev.lamina.metrics.Matrix;
import dev.lamina.metrics.Pair;
import dev.lamina.metrics.Score;
import dev.lamina.metrics.Side;
import dev.lamina.metrics.UsedRows;
import dev.lamina.metrics.blas.Kernel;
import dev.lamina.metrics.hsic.PairTerms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// All scores of a unit, layer by layer.
final class LayerScores implements AutoCloseable {

  private final UnitArrays arrays;
  private final UnitMeasures measures;
  private final LinearTerms linear;
  private final Kernel kernel;

  LayerScores(UnitArrays arrays, UnitMeasures measures, KnownTerms known, Kernel kernel) {
    this.arrays = arrays;
    this.measures = measures;
    this.linear = new LinearTerms(arrays, known, kernel);
    this.kernel = kernel;
  }

  List<Cell> of(List<ArrayPair> pairs, int layer) {
    List<Cell> cells = new ArrayList<>();
    if (!measures.linear().isEmpty()) {
      Map<ArrayPair, PairTerms> terms = linear.of(pairs, layer);
      for (ArrayPair pair : pairs) {
        PairTerms found = requireNonNull(terms.get(pair));
        UsedRows rows = UsedRows.of(arrays.usable(pair), arrays.rows(pair.control()));
        measures.linear().forEach(m -> cells.add(cell(pair, layer, m.score(found, rows))));
      }
    }
    if (measures.wantLayers()) {
      cells.addAll(inMemory(pairs, layer));
    }
    return cells;
  }

  private List<Cell> inMemory(List<ArrayPair> pairs, int layer) {
    List<Cell> cells = new ArrayList<>();
    Map<ArrayDigest, Side> sides = new HashMap<>();
    arrays.all().forEach(array -> sides.put(array, side(array, layer)));
    for (ArrayPair names : pairs) {
      Pair pair =
          Pair.of(
              requireNonNull(sides.get(names.experimental())),
              requireNonNull(sides.get(names.control())));
      measures.others().forEach(m -> cells.add(cell(names, layer, m.score(pair))));
    }
    sides.forEach(
        (array, side) ->
            measures
                .descriptors()
                .forEach(d -> cells.add(cell(array, Optional.empty(), layer, d.score(side)))));
    return cells;
  }

  /// Rows that a model could not use hold NaN, and a side leaves such rows out.
  private Side side(ArrayDigest array, int layer) {
    float[] states = arrays.reader(array).layer(layer);
    return Side.of(Matrix.of(arrays.rows(array), arrays.features(array), states), kernel);
  }

  private static Cell cell(ArrayPair pair, int layer, Score score) {
    return cell(pair.experimental(), Optional.of(pair.control()), layer, score);
  }

  private static Cell cell(
      ArrayDigest experimental, Optional<ArrayDigest> control, int layer, Score score) {
    return new Cell(
        experimental,
        control,
        layer,
        score.measure(),
        boxed(score.value()),
        boxed(score.low()),
        boxed(score.high()),
        score.n(),
        score.dropped(),
        score.undefined(),
        score.influences(),
        boxed(score.chance()));
  }

  private static Optional<Double> boxed(OptionalDouble value) {
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }

  @Override
  public void close() {
    linear.close();
  }
}
