package dev.lamina.metrics.chance;

/// What the permutation moments of `‖XᵀY‖²_F` need of one side alone. Computed once, it serves all
/// pairs of that side on those rows.
///
/// All are of the centred side's Gram matrix `K = XXᵀ` less `κ (I − 11ᵀ/n)`, `κ = tr K / (n−1)`.
/// That takes the mean over the permutations away beforehand, and with it all cancellation.
///
/// @param rows `n`, 4 or more
/// @param trace `tr K`, before the subtraction
/// @param squares `Σᵢ Kᵢᵢ²`
/// @param norm `Σᵢⱼ Kᵢⱼ²`
/// @param cubes `Σᵢ Kᵢᵢ³`
/// @param pulls `Σᵢⱼ Kᵢᵢ Kᵢⱼ²`
/// @param bridges `Σᵢⱼ Kᵢᵢ Kᵢⱼ Kⱼⱼ`
/// @param entries `Σᵢⱼ Kᵢⱼ³`
/// @param triangles `tr K³`
public record SideMoments(
    int rows,
    double trace,
    double squares,
    double norm,
    double cubes,
    double pulls,
    double bridges,
    double entries,
    double triangles) {

  /// How many numbers [#toDoubles] gives.
  public static final int NUMBERS = 9;

  public SideMoments {
    if (rows < 4) {
      throw new IllegalArgumentException(
          "Moments over permutations need at least 4 rows, found " + rows);
    }
  }

  /// From raw sums over the centred rows.
  ///
  /// @param sums sums of `K` itself
  public static SideMoments of(RawMoments sums) {
    double n = sums.rows();
    double k = sums.trace() / (n - 1);
    double mean = sums.trace() / n;
    double squares = sums.squares() - n * mean * mean;
    double cubes = sums.cubes() - 3 * mean * sums.squares() + 2 * n * mean * mean * mean;
    double offDiagonal = sums.norm() - sums.squares();
    double share = k / n;
    return new SideMoments(
        sums.rows(),
        sums.trace(),
        squares,
        sums.norm() - k * sums.trace(),
        cubes,
        sums.pulls() - mean * sums.norm() - 2 * k * squares,
        sums.bridges() - k * squares,
        cubes
            + sums.entries()
            - sums.cubes()
            + 3 * share * offDiagonal
            - 3 * share * share * sums.trace()
            + share * share * share * n * (n - 1),
        sums.triangles() - 3 * k * sums.norm() + 2 * k * k * sums.trace());
  }

  /// All of it as numbers, to be stored, in the order of the components.
  public double[] toDoubles() {
    return new double[] {rows, trace, squares, norm, cubes, pulls, bridges, entries, triangles};
  }

  /// Reads what [#toDoubles] wrote.
  public static SideMoments fromDoubles(double[] values) {
    if (values.length != NUMBERS) {
      throw new IllegalArgumentException(
          "Moments of a side are %d numbers, found %d".formatted(NUMBERS, values.length));
    }
    return new SideMoments(
        (int) values[0],
        values[1],
        values[2],
        values[3],
        values[4],
        values[5],
        values[6],
        values[7],
        values[8]);
  }
}
