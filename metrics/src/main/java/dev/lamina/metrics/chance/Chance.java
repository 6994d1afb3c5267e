package dev.lamina.metrics.chance;

import dev.lamina.metrics.hsic.HsicSums;
import dev.lamina.metrics.hsic.PairTerms;
import java.util.Optional;
import org.hipparchus.special.Gamma;

/// How probable it is that sides whose rows are paired at random are as alike as these, or
/// more: the p-value of the permutation test of linear CKA, without a permutation.
///
/// `‖XᵀY‖²_F` is the only part of CKA that changes when the rows of one side are permuted. Its
/// exact mean, variance and skewness ([PermutationMoments]) are given to a Pearson distribution
/// of type III, a shifted gamma: Josse, Pagès, Husson, "Testing the significance of the RV
/// coefficient", CSDA 53, 2008. (The RV coefficient is linear CKA.) It serves the biased and
/// the debiased estimate alike.
///
/// Tail probabilities down to 1e-3 were held against permutations; farther out the value ranks
/// pairs by how far they are from chance, in steps of what the gamma's tail says. It is never
/// below `1/n!`, which is the least a permutation test can give, nor below [#LEAST]: what is
/// smaller is told by [#log10] alone.
///
/// @param moments of `‖XᵀY‖²_F / (‖X‖²_F ‖Y‖²_F)` by chance
/// @param log10 decimal logarithm of the p-value, 0 or less; finite
public record Chance(PermutationMoments moments, double log10) {

  /// The least p-value that is told as such; doubles below would lose digits.
  public static final double LEAST = 1e-300;

  /// A smaller skewness than this is none: the gamma would have a shape of over 4 million.
  private static final double SYMMETRIC = 1e-3;

  public Chance {
    if (!(log10 <= 0) || Double.isInfinite(log10)) {
      throw new IllegalArgumentException(
          "The logarithm of a probability is finite and 0 or less, found " + log10);
    }
  }

  /// Empty with fewer than 4 rows, where a side is constant, and where the terms
  /// exceed what float64 can hold.
  public static Optional<Chance> of(PairTerms terms) {
    if (terms.rows() < 4) {
      return Optional.empty();
    }
    PermutationMoments moments =
        PermutationMoments.of(SideMoments.of(terms.x()), SideMoments.of(terms.y()));
    double least = -Gamma.logGamma(terms.rows() + 1.0);
    double log = moments.variance() == 0 ? 0 : log(statistic(terms.xy()), moments);
    return Double.isNaN(log)
        ? Optional.empty()
        : Optional.of(new Chance(moments, Math.clamp(log, least, 0) / Math.log(10)));
  }

  /// The p-value, [#LEAST] to 1.
  public double p() {
    return Math.max(LEAST, Math.pow(10, log10));
  }

  private static double statistic(HsicSums sums) {
    return sums.cross() / sums.left() / sums.right();
  }

  /// Natural logarithm of `P(t ≥ statistic)`.
  private static double log(double statistic, PermutationMoments moments) {
    double z = (statistic - moments.mean()) / Math.sqrt(moments.variance());
    double skewness = moments.skewness();
    if (Math.abs(skewness) < SYMMETRIC) {
      return UpperTail.ofNormal(z);
    }
    double shape = 4 / (skewness * skewness);
    double at = shape + z * Math.sqrt(shape) * Math.signum(skewness);
    return skewness > 0 ? UpperTail.ofGamma(shape, at) : UpperTail.lowerOfGamma(shape, at);
  }
}
