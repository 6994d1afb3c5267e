package dev.lamina.metrics.hsic;

import java.util.List;
import java.util.stream.IntStream;

/// The terms of a pair from their definitions in loops over centred rows, all in float64.
final class Reference {

  private final double[][] x;
  private final double[][] y;
  private final double[][] product; // XᵀY
  private final double[] u; // Σ bᵢ xᵢ
  private final double[] v; // Σ aᵢ yᵢ

  private Reference(Rows first, Rows second) {
    this.x = first.centred();
    this.y = second.centred();
    this.product = new double[first.columns()][second.columns()];
    this.u = new double[first.columns()];
    this.v = new double[second.columns()];
    for (int i = 0; i < x.length; i++) {
      for (int r = 0; r < u.length; r++) {
        u[r] += Vectors.dot(y[i], y[i]) * x[i][r];
        for (int c = 0; c < v.length; c++) {
          product[r][c] += x[i][r] * y[i][c];
        }
      }
      for (int c = 0; c < v.length; c++) {
        v[c] += Vectors.dot(x[i], x[i]) * y[i][c];
      }
    }
  }

  /// With terms of the rows that a pass would give them of.
  static PairTerms of(Rows x, Rows y) {
    boolean wide = x.count() < x.columns() && x.count() < y.columns();
    RowSample sample = wide ? RowSample.all(x.count()) : RowSample.spread(x.count());
    Reference xy = new Reference(x, y);
    return new PairTerms(self(x, sample), self(y, sample), xy.sums(), xy.rows(sample));
  }

  private static SelfTerms self(Rows side, RowSample sample) {
    Reference both = new Reference(side, side);
    return new SelfTerms(both.sums(), false, 0, new DistinctSums(0, 0), both.rows(sample));
  }

  private HsicSums sums() {
    double cross = 0;
    for (double[] row : product) {
      cross += Vectors.dot(row, row);
    }
    double energies = 0;
    double left = 0;
    double right = 0;
    for (int i = 0; i < x.length; i++) {
      energies += Vectors.dot(x[i], x[i]) * Vectors.dot(y[i], y[i]);
      left += Vectors.dot(x[i], x[i]);
      right += Vectors.dot(y[i], y[i]);
    }
    return new HsicSums(x.length, cross, energies, left, right);
  }

  private List<RowTerms> rows(RowSample sample) {
    return IntStream.range(0, sample.size()).mapToObj(k -> row(sample.row(k))).toList();
  }

  private RowTerms row(int i) {
    double h = 0;
    for (int r = 0; r < u.length; r++) {
      h += x[i][r] * Vectors.dot(product[r], y[i]);
    }
    return new RowTerms(
        Vectors.dot(x[i], x[i]),
        Vectors.dot(y[i], y[i]),
        h,
        Vectors.dot(x[i], u),
        Vectors.dot(y[i], v));
  }
}
