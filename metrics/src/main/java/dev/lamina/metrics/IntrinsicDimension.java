package dev.lamina.metrics;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// Intrinsic dimension by two nearest neighbours, `intrinsic-dimension`: Facco, d'Errico,
/// Rodriguez, Laio, "Estimating the intrinsic dimension of datasets by a minimal neighborhood
/// information", Scientific Reports 2017 (TwoNN).
///
/// Of each row, `μ` is the distance to its second nearest other row by that to its nearest.
/// Where rows lie on a manifold of dimension `D` and are about evenly dense over such
/// distances, `ln(1 − F(μ)) = −D ln μ`. With the `μ` of all `N` rows ascending and `F(μᵢ) =
/// i/N`, the largest 10 % are discarded, as the authors do, and a line through the origin is
/// fitted by least squares to the first `⌊0.9 N⌋`:
///
/// ```
/// value = −Σ ln μᵢ ln(1 − i/N) / Σ (ln μᵢ)²
/// ```
///
/// Of rows that are equal in all features one is used: a copy has a nearest distance of 0 and
/// tells nothing of the dimension. So `N` may be smaller than the score's `n`.
///
/// - Range: above 0. It estimates too low in high dimensions with few rows.
/// - Undefined with fewer than 3 different rows, and where the two nearest of each row that is
///   kept are equally far.
/// - Invariant to orthogonal transforms, isotropic scaling, translation, and a permutation of
///   the rows. Not invariant to other linear maps.
/// - No interval: `low` and `high` stay empty.
/// - Cost: `n² d` operations, whatever the shape; `48 n` bytes while it is computed. All in
///   float64. At 10,000 rows of 4,096 features one side takes 1.4 times the CPU time of a cold
///   pair of linear CKA in float32.
public record IntrinsicDimension() implements Descriptor {

  private static final double KEPT = 0.9;

  public static IntrinsicDimension withDefaults() {
    return new IntrinsicDimension();
  }

  @Override
  public String name() {
    return "intrinsic-dimension";
  }

  @Override
  public Set<Invariance> invariantTo() {
    return Invariance.SIMILARITIES;
  }

  @Override
  public Score score(Side side) {
    Sample rows = side.distinct();
    Optional<String> unusable = side.unusableCentred(2);
    if (unusable.isPresent()) {
      return Score.undefined(this, side, unusable.get());
    }
    if (rows.rows() < 3) {
      return Score.undefined(
          this, side, "needs at least 3 different rows, has %d".formatted(rows.rows()));
    }
    double[] logs = NearestTwo.logRatios(rows);
    Arrays.sort(logs);
    double across = 0;
    double squares = 0;
    for (int i = 1; i <= (int) (KEPT * logs.length); i++) {
      double log = logs[i - 1];
      across -= log * Math.log1p(-(double) i / logs.length);
      squares += log * log;
    }
    return squares == 0
        ? Score.undefined(this, side, "the two nearest rows of each row are equally far")
        : Score.of(this, side, across / squares);
  }
}
