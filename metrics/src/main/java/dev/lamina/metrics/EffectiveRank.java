package dev.lamina.metrics;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// Effective rank, `effective-rank`: Roy, Vetterli, "The Effective Rank: A Measure of Effective
/// Dimensionality", EUSIPCO 2007, of the covariance. (They take it of a matrix's singular
/// values; here it is taken of the eigenvalues `λ` of the covariance, the squares of those of
/// `X`.)
///
/// ```
/// value = exp(−Σ pᵢ ln pᵢ)    with pᵢ = λᵢ / Σ λⱼ
/// ```
///
/// - Range: 1 to `min(n − 1, d)`: how many directions of equal variance would be as spread out.
/// - Undefined with fewer than 2 rows and where the side is constant.
/// - Invariant to orthogonal transforms, isotropic scaling, translation, and a permutation of
///   the rows. Not invariant to other linear maps.
/// - No interval: `low` and `high` stay empty.
/// - Cost, with `m = min(n, d)`: `n d²` (or `2 n² d`) operations and the eigenvalues of `m ×
///   m`. All in float64. At 10,000 rows of 4,096 features one side takes 1.3 times the CPU time
///   of a cold pair of linear CKA in float32.
public record EffectiveRank() implements Descriptor {

  public static EffectiveRank withDefaults() {
    return new EffectiveRank();
  }

  @Override
  public String name() {
    return "effective-rank";
  }

  @Override
  public Set<Invariance> invariantTo() {
    return Invariance.SIMILARITIES;
  }

  @Override
  public Score score(Side side) {
    Optional<String> unusable = side.unusableCentred(2);
    return unusable.isPresent()
        ? Score.undefined(this, side, unusable.get())
        : Score.of(this, side, Math.exp(entropy(side.finite().facets().variances())));
  }

  private static double entropy(double[] variances) {
    double total = Arrays.stream(variances).filter(variance -> variance > 0).sum();
    return -Arrays.stream(variances)
        .filter(variance -> variance > 0)
        .map(variance -> variance / total * Math.log(variance / total))
        .sum();
  }
}
