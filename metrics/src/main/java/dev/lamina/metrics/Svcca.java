package dev.lamina.metrics;

import dev.lamina.metrics.lapack.Decompositions;
import dev.lamina.metrics.lapack.Dense;
import java.util.Arrays;
import java.util.Optional;

/// Singular vector canonical correlation analysis, `svcca`: Raghu, Gilmer, Yosinski,
/// Sohl-Dickstein, "SVCCA: Singular Vector Canonical Correlation Analysis for Deep Learning
/// Dynamics and Interpretability", NeurIPS 2017.
///
/// The columns of each side are centred, and each side is replaced by the fewest principal
/// components that hold at least 99 % of its variance: `k₁` and `k₂`, with orthonormal bases
/// `U₁` and `U₂` of what they span.
///
/// ```
/// value = mean of the min(k₁, k₂) singular values of U₁ᵀU₂, the canonical correlations
/// ```
///
/// Nothing is added to a covariance to make it invertible: the cut has removed what would need
/// it.
///
/// - Range: 0 to 1; 1 when the components of one side lie within what the other's span. Higher
///   is more alike.
/// - Biased upwards: where `k₁ + k₂ > n − 1`, at least `k₁ + k₂ − (n − 1)` of the correlations
///   are 1 whatever the rows hold. Trust it where `n` far exceeds both.
/// - Undefined with fewer than 2 rows and where a side is constant.
/// - Symmetric; invariant to orthogonal transforms, isotropic scaling, translation, and a
///   common permutation of the rows. Not invariant to other linear maps: they move the cut.
/// - No interval: `low` and `high` stay empty.
/// - Cost, with `m = min(n, d)`: `n d²` (or `n² d`) operations and an eigendecomposition of
///   size `m` once per side, `2 n m₁ m₂` operations and the singular values of `k₁ × k₂` per
///   pair; `8 m k` bytes kept per side and `8 m₁ m₂` per pair, which [Procrustes] and [Pwcca]
///   share. All in float64. At 10,000 rows of 4,096 features a cold pair takes 5 to 8 (the
///   more, the more components are kept) times the CPU time of a cold pair of linear CKA in
///   float32.
public record Svcca() implements Measure {

  public static Svcca withDefaults() {
    return new Svcca();
  }

  @Override
  public String name() {
    return "svcca";
  }

  @Override
  public Traits traits() {
    return new Traits(true, true, Invariance.SIMILARITIES);
  }

  @Override
  public Score score(Pair pair) {
    Optional<String> unusable = pair.unusableCentred(2);
    if (unusable.isPresent()) {
      return Score.undefined(this, pair, unusable.get());
    }
    Dense product = pair.cross(pair.x().facets().principal(), pair.y().facets().principal());
    double[] correlations = Decompositions.with(pair.x().kernel()).singularValues(product);
    double value = Arrays.stream(correlations).average().orElseThrow();
    return Score.of(this, pair, Math.min(value, 1)); // beyond 1 only by rounding
  }
}
