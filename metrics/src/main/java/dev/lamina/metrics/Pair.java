package dev.lamina.metrics;

import dev.lamina.metrics.hsic.PairTerms;
import dev.lamina.metrics.lapack.Dense;
import java.util.BitSet;
import java.util.Optional;

/// Two sides on the rows that are finite on both. Measures of one pair share the product of its
/// sides, by far the dearest part: score all measures on the same pair.
public final class Pair {

  private final UsedRows rows;
  private final Lazy<Sample> x;
  private final Lazy<Sample> y;
  private final Lazy<PairTerms> terms;
  private final Lazy<Dense> cross;

  private Pair(Side x, Side y) {
    BitSet common = x.rowsInCommon(y);
    this.rows = UsedRows.of(common, x.rows());
    this.x = new Lazy<>(() -> x.on(common));
    this.y = new Lazy<>(() -> y.on(common));
    this.terms = new Lazy<>(() -> Terms.of(x(), y()));
    this.cross =
        new Lazy<>(() -> FeatureProducts.cross(x().facets().turned(), y().facets().turned()));
  }

  /// Pairs row i of `x` with row i of `y`; products are formed as `x` was prepared for.
  ///
  /// @throws IllegalArgumentException when the sides have different numbers of rows
  public static Pair of(Side x, Side y) {
    if (x.rows() != y.rows()) {
      throw new IllegalArgumentException(
          "Only matrices of the same rows can be compared: the first has %d rows, the second %d"
              .formatted(x.rows(), y.rows()));
    }
    return new Pair(x, y);
  }

  /// Rows used: finite on both sides.
  public int rows() {
    return rows.count();
  }

  /// Rows left out of both sides, because either has a NaN or an infinity there.
  public int dropped() {
    return rows.dropped();
  }

  UsedRows used() {
    return rows;
  }

  Sample x() {
    return x.get();
  }

  Sample y() {
    return y.get();
  }

  /// What linear measures are made of, in float64.
  PairTerms terms() {
    return terms.get();
  }

  /// `XᵀY` of the turned samples ([Facets#turned]).
  Dense cross() {
    return cross.get();
  }

  /// `(XW₁)ᵀ(YW₂)` of the turned samples.
  Dense cross(Dense left, Dense right) {
    Dense half = FeatureProducts.cross(cross(), left, x().kernel());
    return FeatureProducts.cross(half, right, x().kernel());
  }

  /// As [#unusable], for what is made of the centred rows and cannot do without finite products.
  Optional<String> unusableCentred(int minimumRows) {
    return unusable(minimumRows)
        .or(
            () ->
                Double.isFinite(Products.sum(x().energies()) + Products.sum(y().energies()))
                    ? Optional.empty()
                    : Optional.of(Score.OVERFLOW));
  }

  /// Why no measure that needs `minimumRows` and variation on both sides is defined here, if so.
  Optional<String> unusable(int minimumRows) {
    return rows.tooFew(minimumRows)
        .or(() -> x().constant() ? Optional.of(Score.FIRST_CONSTANT) : Optional.empty())
        .or(() -> y().constant() ? Optional.of(Score.SECOND_CONSTANT) : Optional.empty());
  }
}
