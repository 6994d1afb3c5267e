package dev.lamina.metrics;

import dev.lamina.metrics.estimate.HsicRatio;
import dev.lamina.metrics.hsic.PairTerms;
import java.util.Optional;

/// Linear centred kernel alignment, `cka`: Kornblith, Norouzi, Lee, Hinton, "Similarity of
/// Neural Network Representations Revisited", ICML 2019. It is the measure of "Layer by Layer"
/// (Zhao, Ziser, Cohen, EMNLP 2024).
///
/// With `X` (`n × d₁`) and `Y` (`n × d₂`), their columns centred:
///
/// ```
/// CKA(X, Y) = ‖XᵀY‖²_F / (‖XᵀX‖_F ‖YᵀY‖_F)
/// ```
///
/// - Range: 0 to 1; 1 when one side is the other, rotated, scaled and shifted. Higher is more
///   alike.
/// - It is biased upwards: unrelated sides score well above 0 unless `n` far exceeds `d₁` and
///   `d₂`. [DebiasedCka] is not.
/// - Undefined with fewer than 2 rows and where a side is constant.
/// - Symmetric; invariant to orthogonal transforms, isotropic scaling, translation, and a
///   common permutation of the rows. Not invariant to other linear maps.
/// - Interval: about the expectation with as many rows, from 20 rows on
///   ([dev.lamina.metrics.estimate.CkaUncertainty]).
/// - Cost: `2 n d₁ d₂` operations per pair and `n d²` once per side; with fewer rows than
///   features on both sides, `n²` per pair and `n² d` once per side. See
///   [LinearPass][dev.lamina.metrics.hsic.LinearPass].
public record Cka() implements LinearMeasure {

  public static Cka withDefaults() {
    return new Cka();
  }

  @Override
  public String name() {
    return "cka";
  }

  @Override
  public Traits traits() {
    return new Traits(true, true, Invariance.SIMILARITIES);
  }

  @Override
  public int leastRows() {
    return 2;
  }

  @Override
  public Optional<String> undefined(PairTerms terms) {
    return Optional.empty();
  }

  @Override
  public HsicRatio ratio() {
    return HsicRatio.BIASED;
  }
}
