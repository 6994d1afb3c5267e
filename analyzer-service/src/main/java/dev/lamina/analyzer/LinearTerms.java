package dev.lamina.analyzer;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.lamina.contract.AnalysisUnit.ArrayPair;
import dev.lamina.contract.ArrayDigest;
import dev.lamina.metrics.blas.Kernel;
import dev.lamina.metrics.blas.Precision;
import dev.lamina.metrics.hsic.LinearPass;
import dev.lamina.metrics.hsic.LinearPass.Input;
import dev.lamina.metrics.hsic.LinearPass.Sides;
import dev.lamina.metrics.hsic.NativeMemory;
import dev.lamina.metrics.hsic.NonFiniteRowException;
import dev.lamina.metrics.hsic.PairTerms;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Terms of linear CKA of pairs at one layer. Each array is read once, block by block, and what
/// it brings into every pair is computed once, here or in an earlier unit.
final class LinearTerms implements AutoCloseable {

  private final UnitArrays arrays;
  private final KnownTerms known;
  private final Kernel kernel;
  private final NativeMemory memory = new NativeMemory();

  LinearTerms(UnitArrays arrays, KnownTerms known, Kernel kernel) {
    this.arrays = arrays;
    this.known = known;
    this.kernel = kernel;
  }

  /// Of each pair on the rows that both its sides can use.
  Map<ArrayPair, PairTerms> of(List<ArrayPair> pairs, int layer) {
    Map<ArrayPair, PairTerms> terms = new HashMap<>();
    // As a rule a row that one model cannot use none can, so there is one group.
    pairs.stream()
        .collect(groupingBy(arrays::usable, LinkedHashMap::new, toList()))
        .forEach((rows, group) -> terms.putAll(on(rows, group, layer)));
    return terms;
  }

  private Map<ArrayPair, PairTerms> on(BitSet rows, List<ArrayPair> pairs, int layer) {
    List<ArrayDigest> sides =
        pairs.stream().flatMap(p -> Stream.of(p.experimental(), p.control())).distinct().toList();
    List<Input> inputs =
        sides.stream()
            .map(
                side ->
                    new Input(
                        arrays.features(side),
                        known.find(side, arrays.features(side), layer, rows)))
            .toList();
    try (LinearPass pass =
        LinearPass.within(
            memory, rows.cardinality(), inputs, indices(pairs, sides), kernel, Precision.FLOAT32)) {
      new LayerBlocks(arrays, sides, layer, rows).forEach(pass::add);
      List<PairTerms> found = pass.finish();
      for (int side = 0; side < sides.size(); side++) {
        if (inputs.get(side).known().isEmpty()) {
          known.keep(sides.get(side), inputs.get(side).columns(), layer, rows, pass.self(side));
        }
      }
      Map<ArrayPair, PairTerms> terms = new HashMap<>();
      IntStream.range(0, pairs.size()).forEach(i -> terms.put(pairs.get(i), found.get(i)));
      return terms;
    } catch (NonFiniteRowException e) {
      arrays.leaveOut(sides.get(e.side()), rows.stream().skip(e.row()).findFirst().orElseThrow());
      return of(pairs, layer);
    }
  }

  private static List<Sides> indices(List<ArrayPair> pairs, List<ArrayDigest> sides) {
    return pairs.stream()
        .map(p -> new Sides(sides.indexOf(p.experimental()), sides.indexOf(p.control())))
        .toList();
  }

  @Override
  public void close() {
    memory.close();
  }
}
