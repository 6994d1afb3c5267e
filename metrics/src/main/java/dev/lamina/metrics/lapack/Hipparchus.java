package dev.lamina.metrics.lapack;

import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;

/// The same in Java: what LAPACK is tested against, and a way to run where it has no library.
/// Tens of times slower.
record Hipparchus() implements Decompositions {

  @Override
  public double[] eigenvalues(Dense symmetric) {
    return eigen(symmetric).values();
  }

  @Override
  public Eigen eigen(Dense symmetric) {
    // Descending already.
    EigenDecompositionSymmetric found = new EigenDecompositionSymmetric(matrix(symmetric));
    return new Eigen(found.getEigenvalues(), dense(found.getV()));
  }

  @Override
  public double[] singularValues(Dense a) {
    return new SingularValueDecomposition(matrix(a)).getSingularValues();
  }

  @Override
  public Svd svd(Dense a) {
    SingularValueDecomposition found = new SingularValueDecomposition(matrix(a));
    return new Svd(dense(found.getU()), found.getSingularValues(), dense(found.getV()));
  }

  @Override
  public Dense turned(Dense wide) {
    RealMatrix r = new QRDecomposition(matrix(wide).transpose()).getR();
    int n = wide.rows();
    return dense(r.getSubMatrix(0, n - 1, 0, n - 1).transpose());
  }

  private static RealMatrix matrix(Dense a) {
    RealMatrix matrix = MatrixUtils.createRealMatrix(a.rows(), a.columns());
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < a.columns(); j++) {
        matrix.setEntry(i, j, a.get(i, j));
      }
    }
    return matrix;
  }

  private static Dense dense(RealMatrix matrix) {
    int columns = matrix.getColumnDimension();
    double[] values = new double[matrix.getRowDimension() * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = matrix.getEntry(i / columns, i % columns);
    }
    return new Dense(matrix.getRowDimension(), columns, values);
  }
}
