package dev.lamina.metrics.lapack;

/// `A = U diag(σ) Vᵀ`, with as many singular values as the shorter side of `A` is long.
public final class Svd {

  private final Dense left;
  private final double[] values;
  private final Dense right;

  Svd(Dense left, double[] values, Dense right) {
    this.left = left;
    this.values = values;
    this.right = right;
  }

  /// `U`, rows of `A` × k.
  public Dense left() {
    return left;
  }

  /// `σ`, descending.
  public double[] values() {
    return values.clone();
  }

  /// `V`, columns of `A` × k.
  public Dense right() {
    return right;
  }
}
