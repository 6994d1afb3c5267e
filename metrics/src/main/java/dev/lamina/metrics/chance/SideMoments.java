package dev.lamina.metrics.chance;

import dev.lamina.metrics.hsic.SelfTerms;

/// What [PermutationMoments] need of one side alone.
///
/// All are of the centred side's Gram matrix over its trace less `(I − 11ᵀ/n) / (n−1)`.
/// That takes the mean over the permutations away beforehand, and with it all cancellation.
///
/// @param rows `n`, 4 or more
/// @param squares `Σᵢ Kᵢᵢ²`
/// @param norm `Σᵢⱼ Kᵢⱼ²`
/// @param cubes `Σᵢ Kᵢᵢ³`
/// @param pulls `Σᵢⱼ Kᵢᵢ Kᵢⱼ²`
/// @param bridges `Σᵢⱼ Kᵢᵢ Kᵢⱼ Kⱼⱼ`
/// @param entries `Σᵢⱼ Kᵢⱼ³`
/// @param triangles `tr K³`
public record SideMoments(
    int rows,
    double squares,
    double norm,
    double cubes,
    double pulls,
    double bridges,
    double entries,
    double triangles) {

  public SideMoments {
    if (rows < 4) {
      throw new IllegalArgumentException(
          "Moments over permutations need at least 4 rows, found " + rows);
    }
  }

  public static SideMoments of(SelfTerms side) {
    return of(RawMoments.of(side));
  }

  private static SideMoments of(RawMoments sums) {
    double n = sums.rows();
    double k = 1 / (n - 1);
    double mean = 1 / n;
    double squares = sums.squares() - n * mean * mean;
    double cubes = sums.cubes() - 3 * mean * sums.squares() + 2 * n * mean * mean * mean;
    double offDiagonal = sums.norm() - sums.squares();
    double share = k / n;
    return new SideMoments(
        sums.rows(),
        squares,
        sums.norm() - k,
        cubes,
        sums.pulls() - mean * sums.norm() - 2 * k * squares,
        sums.bridges() - k * squares,
        cubes
            + sums.entries()
            - sums.cubes()
            + 3 * share * offDiagonal
            - 3 * share * share
            + share * share * share * n * (n - 1),
        sums.triangles() - 3 * k * sums.norm() + 2 * k * k);
  }
}
