package dev.lamina.analyzer;

import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.lamina.contract.AnalysisUnit;
import dev.lamina.contract.AnalysisUnit.ArrayPair;
import dev.lamina.contract.ArrayDigest;
import dev.lamina.tensor.ActivationReader;
import dev.lamina.tensor.Activations;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The arrays of a unit, and which of their rows can be used.
final class UnitArrays {

  private final Map<ArrayDigest, ActivationReader> readers;
  private final Map<ArrayDigest, BitSet> usable = new HashMap<>();

  /// Opens all arrays; those of a pair must hold the same rows.
  UnitArrays(AnalysisUnit unit, Activations activations) {
    this.readers =
        unit.pairs().stream()
            .flatMap(pair -> Stream.of(pair.experimental(), pair.control()))
            .distinct()
            .collect(toMap(identity(), activations::open, (a, b) -> a, LinkedHashMap::new));
    for (ArrayPair pair : unit.pairs()) {
      reader(pair.experimental()).requireSameRows(reader(pair.control()));
    }
    readers.forEach((array, reader) -> usable.put(array, reader.usable()));
  }

  List<ArrayDigest> all() {
    return List.copyOf(readers.keySet());
  }

  ActivationReader reader(ArrayDigest array) {
    return requireNonNull(readers.get(array));
  }

  /// All rows, usable or not.
  int rows(ArrayDigest array) {
    return reader(array).shape().rows();
  }

  int features(ArrayDigest array) {
    return reader(array).shape().features();
  }

  /// Rows that are usable on both sides.
  BitSet usable(ArrayPair pair) {
    BitSet both = (BitSet) usable(pair.experimental()).clone();
    both.and(usable(pair.control()));
    return both;
  }

  /// A row turned out to be none.
  void leaveOut(ArrayDigest array, int row) {
    usable(array).clear(row);
  }

  private BitSet usable(ArrayDigest array) {
    return requireNonNull(usable.get(array));
  }
}
