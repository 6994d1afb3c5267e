package dev.lamina.metrics.chance;

/// The exact first three moments of `t = ‖XᵀY‖²_F / (‖X‖²_F ‖Y‖²_F) = Σᵢⱼ Kᵢⱼ Lᵢⱼ` over all
/// `n!` ways to pair the rows of one side with those of the other: Kazi-Aoual, Hitier,
/// Sabatier, Lebreton, "Refined Approximations to Permutation Tests for Multivariate
/// Inference", CSDA 20, 1995.
///
/// They are sums over the ways in which the indices of `Kᵢⱼ Kₖₗ` (or of three factors) can
/// coincide. For each way, the sum of `K` over distinct indices times that of `L` is divided by
/// `n (n−1) …`, one factor per index. On centred matrices without trace ([SideMoments]) few
/// sums differ from zero; those over distinct indices are their combinations by Möbius
/// inversion.
///
/// @param mean `1 / (n−1)`
/// @param variance 0 or more
/// @param thirdCentral `E (t − mean)³`
public record PermutationMoments(double mean, double variance, double thirdCentral) {

  /// How many ways, how many distinct indices, and how often each of [SideMoments]' `squares` and
  /// `norm` is in the sum over distinct indices.
  private static final int[][] SECOND = {
    {1, 1, 1, 0}, {5, 2, -1, 0}, {2, 2, -1, 1}, {2, 3, 2, 0}, {4, 3, 2, -1}, {1, 4, -6, 2}
  };

  /// The same for three factors and `cubes`, `pulls`, `bridges`, `entries`, `triangles`.
  private static final int[][] THIRD = {
    {1, 1, 1, 0, 0, 0, 0},
    {9, 2, -1, 0, 0, 0, 0},
    {4, 2, -1, 0, 0, 1, 0},
    {6, 2, -1, 0, 1, 0, 0},
    {12, 2, -1, 1, 0, 0, 0},
    {8, 3, 2, -3, 0, 0, 1},
    {6, 3, 2, -2, 0, 0, 0},
    {24, 3, 2, -1, -1, 0, 0},
    {24, 3, 2, -1, 0, -1, 0},
    {12, 3, 2, -1, 0, 0, 0},
    {12, 3, 2, 0, -1, 0, 0},
    {4, 3, 2, 0, 0, 0, 0},
    {3, 4, -6, 0, 2, 0, 0},
    {12, 4, -6, 2, 2, 0, 0},
    {8, 4, -6, 3, 0, 2, 0},
    {12, 4, -6, 3, 2, 0, 0},
    {6, 4, -6, 4, 0, 2, 0},
    {24, 4, -6, 5, 1, 1, -1},
    {12, 5, 24, -16, -4, -4, 2},
    {3, 5, 24, -8, -8, 0, 0},
    {1, 6, -120, 72, 24, 16, -8},
  };

  /// @throws IllegalArgumentException when the sides have different numbers of rows
  public static PermutationMoments of(SideMoments x, SideMoments y) {
    int n = x.rows();
    if (n != y.rows()) {
      throw new IllegalArgumentException(
          "Sides of %d and %d rows cannot be paired".formatted(n, y.rows()));
    }
    return new PermutationMoments(
        1.0 / (n - 1),
        Math.max(0, sum(SECOND, n, second(x), second(y))),
        sum(THIRD, n, third(x), third(y)));
  }

  /// `thirdCentral / variance^{3/2}`; 0 where nothing varies.
  public double skewness() {
    return variance == 0 ? 0 : thirdCentral / (variance * Math.sqrt(variance));
  }

  private static double[] second(SideMoments side) {
    return new double[] {side.squares(), side.norm()};
  }

  private static double[] third(SideMoments side) {
    return new double[] {
      side.cubes(), side.pulls(), side.bridges(), side.entries(), side.triangles()
    };
  }

  private static double sum(int[][] ways, int n, double[] x, double[] y) {
    double sum = 0;
    for (int[] way : ways) {
      if (way[1] <= n) {
        sum += way[0] * combination(way, x) * combination(way, y) / tuples(n, way[1]);
      }
    }
    return sum;
  }

  private static double combination(int[] way, double[] sums) {
    double combination = 0;
    for (int i = 0; i < sums.length; i++) {
      combination += way[2 + i] * sums[i];
    }
    return combination;
  }

  /// `n (n−1) … (n−length+1)`.
  private static double tuples(int n, int length) {
    double tuples = 1;
    for (int i = 0; i < length; i++) {
      tuples *= n - i;
    }
    return tuples;
  }
}
