package dev.lamina.analyzer;

import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.lamina.contract.AnalysisUnit;
import dev.lamina.contract.AnalysisUnit.ArrayPair;
import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.Event;
import dev.lamina.contract.Fault;
import dev.lamina.contract.FaultException;
import dev.lamina.contract.UnitScores;
import dev.lamina.contract.UnitScores.Cell;
import dev.lamina.metrics.Matrix;
import dev.lamina.metrics.Measure;
import dev.lamina.metrics.Measures;
import dev.lamina.metrics.Score;
import dev.lamina.metrics.Side;
import dev.lamina.queue.Work;
import dev.lamina.tensor.ActivationReader;
import dev.lamina.tensor.Activations;
import dev.lamina.tensor.ObjectStore;
import dev.lamina.tensor.ScoreStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// One analysis unit: look whether it is stored, else read each layer of each array once,
/// measure all pairs and store the scores.
final class AnalysisWork implements Work<AnalysisUnit> {

  private final Activations activations;
  private final ScoreStore scores;

  AnalysisWork(ObjectStore store) {
    this.activations = new Activations(store);
    this.scores = new ScoreStore(store);
  }

  @Override
  public Event perform(AnalysisUnit unit) {
    if (scores.isStored(unit.id())) {
      return new Event.ScoresStored(unit.id(), true);
    }
    Map<ArrayDigest, ActivationReader> readers = readers(unit);
    List<Measure> measures = unit.measures().stream().map(AnalysisWork::measure).toList();
    List<Cell> cells = new ArrayList<>();
    for (int layer : unit.layers()) {
      Map<ArrayDigest, Side> sides = new HashMap<>();
      readers.forEach((array, reader) -> sides.put(array, side(reader, layer)));
      for (ArrayPair pair : unit.pairs()) {
        Measures.score(measures, of(sides, pair.experimental()), of(sides, pair.control()))
            .forEach(score -> cells.add(cell(pair, layer, score)));
      }
    }
    scores.store(new UnitScores(unit.id(), cells));
    return new Event.ScoresStored(unit.id(), false);
  }

  @Override
  public Event giveUp(AnalysisUnit unit, Fault fault, String cause) {
    return new Event.AnalysisFailed(unit.id(), fault, cause);
  }

  private Map<ArrayDigest, ActivationReader> readers(AnalysisUnit unit) {
    Map<ArrayDigest, ActivationReader> readers =
        unit.pairs().stream()
            .flatMap(pair -> Stream.of(pair.experimental(), pair.control()))
            .distinct()
            .collect(toMap(identity(), activations::open));
    unit.pairs()
        .forEach(
            pair -> of(readers, pair.experimental()).requireSameRows(of(readers, pair.control())));
    return readers;
  }

  private static <T> T of(Map<ArrayDigest, T> byArray, ArrayDigest array) {
    return requireNonNull(byArray.get(array));
  }

  private static Side side(ActivationReader reader, int layer) {
    return Side.of(
        Matrix.of(reader.shape().rows(), reader.shape().features(), reader.layer(layer)));
  }

  private static Measure measure(String name) {
    return Measures.named(name)
        .orElseThrow(
            () ->
                new FaultException(
                    Fault.MESSAGE_INVALID,
                    "measure \"" + name + "\" is not known to this analyzer"));
  }

  private static Cell cell(ArrayPair pair, int layer, Score score) {
    return new Cell(
        pair.experimental(),
        Optional.of(pair.control()),
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
}
