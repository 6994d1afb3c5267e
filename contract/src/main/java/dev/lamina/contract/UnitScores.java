package dev.lamina.contract;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/// The result object of an analysis unit.
public record UnitScores(UnitDigest unit, List<Cell> cells) {

  /// One measure of one pair, or of one array, at one layer.
  ///
  /// @param control empty when the measure is of one array
  /// @param value empty when the score is not defined, and then `undefined` says why
  /// @param low lower end of the 95 % interval, where the measure has one
  /// @param high upper end of the 95 % interval, where the measure has one
  /// @param n rows used
  /// @param dropped rows left out of both sides
  /// @param influences of groups of rows on the value, the same groups in every score of a task:
  ///     any linear combination of such scores has an interval by theirs; may be empty
  /// @param chance p-value of being no more alike than rows paired at random, where there is one
  public record Cell(
      ArrayDigest experimental,
      Optional<ArrayDigest> control,
      int layer,
      String measure,
      Optional<Double> value,
      Optional<Double> low,
      Optional<Double> high,
      int n,
      int dropped,
      Optional<String> undefined,
      List<Double> influences,
      Optional<Double> chance) {

    public Cell {
      requireNonNull(experimental);
      influences = List.copyOf(influences);
    }
  }

  public UnitScores {
    requireNonNull(unit);
    cells = List.copyOf(cells);
  }
}
