package dev.lamina.metrics.hsic;

import java.util.ArrayList;
import java.util.List;

/// `XXᵀ` of a centred side, `n × n`. Its terms are those of all rows, at no cost beside it.
final class Gram {

  private final int n;
  private final int exponent;
  private final boolean constant;
  private final double[] upper; // row by row, from the diagonal on: n (n + 1) / 2

  Gram(int n, int exponent, boolean constant, double[] upper) {
    this.n = n;
    this.exponent = exponent;
    this.constant = constant;
    this.upper = upper;
  }

  SelfTerms self() {
    PairSums pair = new PairSums(this, this);
    return new SelfTerms(pair.sums(), constant, exponent, pair.rows());
  }

  PairTerms with(SelfTerms x, Gram other, SelfTerms y) {
    PairSums pair = new PairSums(this, other);
    return new PairTerms(x, y, pair.sums(), pair.rows());
  }

  private double[] diagonal() {
    double[] diagonal = new double[n];
    int at = 0;
    for (int i = 0; i < n; i++) {
      diagonal[i] = upper[at];
      at += n - i;
    }
    return diagonal;
  }

  /// Sums over all entries of two matrices of as many rows.
  private static final class PairSums {
    private final double[] a;
    private final double[] b;
    private final double[] h;
    private final double[] p;
    private final double[] q;

    PairSums(Gram k, Gram l) {
      this.a = k.diagonal();
      this.b = l.diagonal();
      this.h = new double[a.length];
      this.p = new double[a.length];
      this.q = new double[a.length];
      int at = 0;
      for (int i = 0; i < a.length; i++) {
        add(k.upper, l.upper, at - i, i);
        at += a.length - i;
      }
    }

    /// Row `i` of both triangles, with what mirrors it; entry `(i, j)` is at `base + j`.
    private void add(double[] k, double[] l, int base, int i) {
      h[i] += a[i] * b[i];
      p[i] += a[i] * b[i];
      q[i] += a[i] * b[i];
      for (int j = i + 1; j < a.length; j++) {
        double kij = k[base + j];
        double lij = l[base + j];
        h[i] += kij * lij;
        h[j] += kij * lij;
        p[i] += kij * b[j];
        p[j] += kij * b[i];
        q[i] += lij * a[j];
        q[j] += lij * a[i];
      }
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
}
