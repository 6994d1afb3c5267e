package dev.lamina.metrics.hsic;

import java.util.ArrayList;
import java.util.List;

/// The terms of a pair from both Gram matrices: sums over all entries and over each row.
final class GramTerms {

  private final double[] a;
  private final double[] b;
  private final double[] h;
  private final double[] p;
  private final double[] q;

  GramTerms(Gram x, Gram y) {
    this.a = x.diagonal();
    this.b = y.diagonal();
    this.h = new double[a.length];
    this.p = new double[a.length];
    this.q = new double[a.length];
    Lines k = new Lines(a.length);
    Lines l = new Lines(a.length);
    for (int t = 0; t < x.tiles().size(); t++) {
      Tile tile = x.tiles().get(t);
      Span columns = tile.columns();
      for (int i = 0; i < tile.rows().count(); i++) {
        add(
            tile.rows().from() + i,
            columns,
            tile.read(i, 0, columns.count(), k),
            y.tiles().get(t).read(i, 0, columns.count(), l));
      }
    }
  }

  /// Entries `(i, j)` with `j > i` and what mirrors them; entry `(i, i)` once.
  private void add(int i, Span columns, double[] k, double[] l) {
    double hi = 0;
    double pi = 0;
    double qi = 0;
    for (int j = Math.max(i + 1, columns.from()); j < columns.end(); j++) {
      double kij = k[j - columns.from()];
      double lij = l[j - columns.from()];
      hi += kij * lij;
      pi += kij * b[j];
      qi += lij * a[j];
      h[j] += kij * lij;
      p[j] += kij * b[i];
      q[j] += lij * a[i];
    }
    double own = i >= columns.from() && i < columns.end() ? a[i] * b[i] : 0;
    h[i] += hi + own;
    p[i] += pi + own;
    q[i] += qi + own;
  }

  HsicSums sums() {
    double cross = 0;
    double energies = 0;
    double left = 0;
    double right = 0;
    for (int i = 0; i < a.length; i++) {
      cross += h[i];
      energies += a[i] * b[i];
      left += a[i];
      right += b[i];
    }
    return new HsicSums(a.length, cross, energies, left, right);
  }

  List<RowTerms> rows() {
    List<RowTerms> rows = new ArrayList<>(a.length);
    for (int i = 0; i < a.length; i++) {
      rows.add(new RowTerms(a[i], b[i], h[i], p[i], q[i]));
    }
    return rows;
  }
}
