package dev.lamina.contract;

import static java.util.Objects.requireNonNull;

import dev.lamina.contract.AnalysisUnit.ArrayPair;
import java.util.List;
import java.util.Optional;

/// The result object of an analysis unit.
public record UnitScores(UnitDigest unit, List<Cell> cells) {

  /// One measure of one pair at one layer.
  ///
  /// @param value empty when the score is not defined, and then `undefined` says why
  /// @param low lower end of the 95 % interval, where the measure has one
  /// @param high upper end of the 95 % interval, where the measure has one
  /// @param n rows used
  /// @param dropped rows left out of both sides
  public record Cell(
      ArrayPair pair,
      int layer,
      String measure,
      Optional<Double> value,
      Optional<Double> low,
      Optional<Double> high,
      int n,
      int dropped,
      Optional<String> undefined) {}

  public UnitScores {
    requireNonNull(unit);
    cells = List.copyOf(cells);
  }
}
