package dev.lamina.metrics.lapack;

import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;

/// LAPACK as it comes with OpenBLAS. It counts columns first, so that it sees the transpose of a
/// row-major matrix: of a symmetric one that is the same, and a singular value decomposition has
/// its sides exchanged.
///
/// @param threads native threads of one decomposition, 1 or more
record Lapack(int threads) implements Decompositions {

  private static final byte VALUES = 'N';
  private static final byte VECTORS = 'V';
  private static final byte THIN = 'S';
  private static final byte LOWER = 'L';

  @Override
  public double[] eigenvalues(Dense symmetric) {
    return descending(eigen(symmetric, VALUES, symmetric.values().clone()));
  }

  @Override
  public Eigen eigen(Dense symmetric) {
    int n = symmetric.rows();
    double[] vectors = symmetric.values().clone();
    double[] ascending = eigen(symmetric, VECTORS, vectors);
    double[] columns = new double[vectors.length];
    for (int j = 0; j < n; j++) {
      int from = (n - 1 - j) * n;
      for (int i = 0; i < n; i++) {
        columns[i * n + j] = vectors[from + i];
      }
    }
    return new Eigen(descending(ascending), new Dense(n, n, columns));
  }

  private double[] eigen(Dense symmetric, byte what, double[] overwritten) {
    prepare();
    int n = symmetric.rows();
    double[] values = new double[n];
    check(
        "dsyevd",
        openblas.LAPACKE_dsyevd(LAPACK_COL_MAJOR, what, LOWER, n, overwritten, n, values));
    return values;
  }

  @Override
  public double[] singularValues(Dense a) {
    prepare();
    double[] values = new double[Math.min(a.rows(), a.columns())];
    double[] none = new double[1];
    int m = a.columns();
    int n = a.rows();
    double[] work = a.values().clone();
    check(
        "dgesdd",
        openblas.LAPACKE_dgesdd(LAPACK_COL_MAJOR, VALUES, m, n, work, m, values, none, m, none, n));
    return values;
  }

  @Override
  public Svd svd(Dense a) {
    prepare();
    int m = a.columns();
    int n = a.rows();
    int k = Math.min(m, n);
    double[] values = new double[k];
    double[] right = new double[m * k];
    double[] left = new double[k * n];
    double[] work = a.values().clone();
    check(
        "dgesdd",
        openblas.LAPACKE_dgesdd(LAPACK_COL_MAJOR, THIN, m, n, work, m, values, right, m, left, k));
    return new Svd(new Dense(n, k, left), values, new Dense(k, m, right).transposed());
  }

  @Override
  public Dense turned(Dense wide) {
    prepare();
    int n = wide.rows();
    int d = wide.columns();
    double[] work = wide.values().clone();
    check("dgeqrf", openblas.LAPACKE_dgeqrf(LAPACK_COL_MAJOR, d, n, work, d, new double[n]));
    double[] lower = new double[n * n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(work, i * d, lower, i * n, i + 1);
    }
    return new Dense(n, n, lower);
  }

  private void prepare() {
    Loader.load(openblas.class);
    if (openblas.blas_get_num_threads() != threads) {
      openblas.blas_set_num_threads(threads);
    }
  }

  private static void check(String routine, int info) {
    if (info != 0) {
      throw new IllegalStateException(
          "LAPACK's %s gave up with info %d on finite values".formatted(routine, info));
    }
  }

  private static double[] descending(double[] ascending) {
    double[] turned = new double[ascending.length];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = ascending[turned.length - 1 - i];
    }
    return turned;
  }
}
