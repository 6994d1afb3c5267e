package dev.lamina.metrics.lapack;

/// `A = V diag(λ) Vᵀ` of a symmetric matrix.
public final class Eigen {

  private final double[] values;
  private final Dense vectors;

  Eigen(double[] values, Dense vectors) {
    this.values = values;
    this.vectors = vectors;
  }

  /// `λ`, descending.
  public double[] values() {
    return values.clone();
  }

  /// `V`: column `j` is the unit vector of the `j`-th largest value.
  public Dense vectors() {
    return vectors;
  }
}
