package dev.lamina.metrics;

/// A change to one side, or to both, that leaves a measure as it is.
public enum Invariance {
  /// One side's features rotated, reflected or permuted: `X → XQ` with `QᵀQ = I`.
  ORTHOGONAL_TRANSFORM,
  /// One side multiplied by a number other than 0: `X → cX`.
  ISOTROPIC_SCALING,
  /// The same row added to each row of one side: `X → X + 1vᵀ`.
  TRANSLATION,
  /// The rows of both sides put into the same other order: `(X, Y) → (PX, PY)`.
  ROW_PERMUTATION
}
