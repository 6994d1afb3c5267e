package dev.lamina.metrics;

import java.util.Set;

/// A change to one side, or to both, that may leave a measure as it is.
public enum Invariance {
  /// One side's features rotated, reflected or permuted: `X → XQ` with `QᵀQ = I`.
  ORTHOGONAL_TRANSFORM,
  /// One side's features mapped by any invertible matrix: `X → XA`.
  INVERTIBLE_LINEAR,
  /// One side's features put into another order.
  FEATURE_PERMUTATION,
  /// One side multiplied by a number other than 0: `X → cX`.
  ISOTROPIC_SCALING,
  /// Each row of one side multiplied by a positive number of its own.
  ROW_SCALING,
  /// The same row added to each row of one side: `X → X + 1vᵀ`.
  TRANSLATION,
  /// To each row of one side a number of its own added, the same to all its features:
  /// `X → X + v1ᵀ`.
  ROW_SHIFT,
  /// The rows of both sides put into the same other order: `(X, Y) → (PX, PY)`.
  ROW_PERMUTATION;

  /// What leaves the shape of a cloud of points as it is, however it is turned, moved and scaled.
  public static final Set<Invariance> SIMILARITIES =
      Set.of(
          ORTHOGONAL_TRANSFORM,
          FEATURE_PERMUTATION,
          ISOTROPIC_SCALING,
          TRANSLATION,
          ROW_PERMUTATION);
}
