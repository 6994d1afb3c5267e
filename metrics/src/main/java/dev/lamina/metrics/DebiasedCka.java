package dev.lamina.metrics;

import dev.lamina.metrics.estimate.HsicRatio;
import dev.lamina.metrics.hsic.HsicSums;
import dev.lamina.metrics.hsic.PairTerms;
import java.util.Optional;

/// Linear CKA from unbiased estimates, `cka-debiased`: the estimator HSIC₁ of Song, Smola,
/// Gretton, Bedo, Borgwardt, "Feature Selection via Dependence Maximization", JMLR 2012, in the
/// numerator and in both norms, as Nguyen, Raghu, Kornblith, "Do Wide and Deep Networks Learn
/// the Same Things?", ICLR 2021, use it.
///
/// With the linear kernels `K = XXᵀ` and `L = YYᵀ`, and `K̃`, `L̃` the same with zeros on the
/// diagonal:
///
/// ```
/// HSIC₁(K, L) = [ tr(K̃L̃) + 1ᵀK̃1 · 1ᵀL̃1 / ((n−1)(n−2)) − 2 · 1ᵀK̃L̃1 / (n−2) ] / (n(n−3))
/// value       = HSIC₁(K, L) / √(HSIC₁(K, K) HSIC₁(L, L))
/// ```
///
/// HSIC₁ does not notice a shift of the rows, so they are centred first. That spares the
/// cancellation which ruins it on raw hidden states, and makes it short: with `aᵢ = ‖xᵢ‖²` and
/// `bᵢ = ‖yᵢ‖²`,
///
/// ```
/// n(n−3) HSIC₁ = ‖XᵀY‖²_F − n/(n−2) Σaᵢbᵢ + Σaᵢ Σbᵢ / ((n−1)(n−2))
/// ```
///
/// - Range: −1 to 1; around 0 for unrelated sides, 1 when one side is the other, rotated,
///   scaled and shifted. Higher is more alike.
/// - Undefined with fewer than 4 rows, where a side is constant, and where a side differs from
///   a constant in little more than a single row: its unbiased norm is less than a millionth of
///   its biased one.
/// - Symmetric; invariant to orthogonal transforms, isotropic scaling, translation, and a
///   common permutation of the rows. Not invariant to other linear maps.
/// - Interval: about the value in the population that the rows were drawn from, from 20 rows on
///   ([dev.lamina.metrics.estimate.CkaUncertainty]).
/// - Cost: that of [Cka]; on the same pair almost nothing more.
public record DebiasedCka() implements LinearMeasure {

  /// A norm below this share of the biased one may be what rounding to float32 left of zero; the
  /// same in either precision, so that a score does not come and go with it.
  private static final double ROUNDING = 1e-6;

  public static DebiasedCka withDefaults() {
    return new DebiasedCka();
  }

  @Override
  public String name() {
    return "cka-debiased";
  }

  @Override
  public Traits traits() {
    return new Traits(true, true, Invariance.SIMILARITIES);
  }

  @Override
  public int leastRows() {
    return 4;
  }

  @Override
  public Optional<String> undefined(PairTerms terms) {
    if (vanishes(terms.xx())) {
      return Optional.of("the first side has an unbiased norm of zero");
    }
    return vanishes(terms.yy())
        ? Optional.of("the second side has an unbiased norm of zero")
        : Optional.empty();
  }

  @Override
  public HsicRatio ratio() {
    return HsicRatio.DEBIASED;
  }

  private static boolean vanishes(HsicSums norm) {
    return norm.unbiased() <= ROUNDING * norm.biased();
  }
}
