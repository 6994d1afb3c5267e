package dev.lamina.metrics;

import dev.lamina.metrics.blas.Kernel;
import dev.lamina.metrics.blas.OpenBlas;
import java.util.BitSet;
import java.util.Optional;

/// One side of comparisons, prepared once and used in as many pairs as one likes, by several
/// threads if need be: which of its rows are finite, and, from first use on, their centre and
/// what a measure needs of this side alone.
///
/// Beside the matrix a side keeps one number per row and per column, and, where it has fewer
/// rows than columns, its `n × n` Gram matrix: at most as many bytes as the matrix in float32.
/// Measures other than the linear CKAs make it keep more: up to `8 min(n, d)²` bytes each for
/// `svcca` and `pwcca`, `2 n²` each for `cka-rbf` and `rsa`, `n²/4` for `mutual-knn`.
public final class Side {

  private final Matrix matrix;
  private final BitSet finite; // never changed after construction
  private final Kernel kernel;
  private final Lazy<Sample> whole;

  private Side(Matrix matrix, Kernel kernel) {
    this.matrix = matrix;
    this.finite = finiteRows(matrix);
    this.kernel = kernel;
    this.whole = new Lazy<>(() -> sampleOf(finite));
  }

  /// Prepares a matrix for OpenBLAS on one thread.
  public static Side of(Matrix matrix) {
    return of(matrix, OpenBlas.withDefaults());
  }

  /// Prepares a matrix for the products of `kernel`.
  public static Side of(Matrix matrix, Kernel kernel) {
    return new Side(matrix, kernel);
  }

  /// All rows, usable or not.
  public int rows() {
    return matrix.rows();
  }

  public int columns() {
    return matrix.columns();
  }

  /// How many rows hold neither NaN nor infinity.
  public int finiteRows() {
    return finite.cardinality();
  }

  BitSet rowsInCommon(Side other) {
    BitSet common = (BitSet) finite.clone();
    common.and(other.finite);
    return common;
  }

  /// This side on the given rows. Only that of all finite rows is kept: pairs that lose rows on
  /// the other side are the exception, and compute theirs anew.
  Sample on(BitSet rows) {
    return rows.equals(finite) ? whole.get() : sampleOf(rows);
  }

  /// This side on all its finite rows.
  Sample finite() {
    return whole.get();
  }

  /// This side on its finite rows, of rows that are equal the first alone.
  Sample distinct() {
    return on(DistinctRows.of(matrix, finite));
  }

  /// Why no descriptor that needs `minimumRows`, variation and finite products is defined here,
  /// if so.
  Optional<String> unusableCentred(int minimumRows) {
    if (finiteRows() < minimumRows) {
      return Optional.of(tooFew(minimumRows, finiteRows()));
    }
    if (finite().constant()) {
      return Optional.of("the side is constant: all its rows are equal");
    }
    return Double.isFinite(Products.sum(finite().energies()))
        ? Optional.empty()
        : Optional.of(Score.OVERFLOW);
  }

  static String tooFew(int needed, int found) {
    return "needs at least %d finite rows, has %d".formatted(needed, found);
  }

  private Sample sampleOf(BitSet rows) {
    return new Sample(matrix, rows.stream().toArray(), kernel);
  }

  private static BitSet finiteRows(Matrix matrix) {
    BitSet finite = new BitSet(matrix.rows());
    double[] row = new double[matrix.columns()];
    for (int r = 0; r < matrix.rows(); r++) {
      matrix.read(r, 0, row.length, row);
      finite.set(r, allFinite(row));
    }
    return finite;
  }

  private static boolean allFinite(double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
