package dev.lamina.metrics.chance;

import java.util.Comparator;
import java.util.stream.IntStream;

/// Control of the false discovery rate over all cells of a sweep (tasks, pairs and layers).
///
/// Benjamini, Yekutieli, "The control of the false discovery rate in multiple testing under
/// dependency", Annals of Statistics 29, 2001: of `m` sorted p-values the k-th has
///
/// ```
/// q₍ₖ₎ = min over j ≥ k of  p₍ⱼ₎ · m/j · (1 + 1/2 + … + 1/m)
/// ```
///
/// Cells share rows, controls and neighbouring layers, in a way that nobody knows; this holds
/// whatever the dependence. Benjamini's and Hochberg's of 1995, without the sum, needs p-values
/// that depend positively on one another. The price is a factor of 9 at 4,544 cells. It changes
/// no verdict on cells that are far from chance.
public final class FalseDiscoveries {

  private FalseDiscoveries() {}

  /// q-values, 0 to 1, in the order of the p-values: call discoveries those with `q ≤ r`, and the
  /// expected share of false ones among them is at most `r`.
  ///
  /// @param p p-values, 0 to 1, of all cells that are tested, not of the promising ones only
  public static double[] qValues(double... p) {
    int m = p.length;
    for (double value : p) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("A p-value is 0 to 1, found " + value);
      }
    }
    int[] order =
        IntStream.range(0, m)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> p[i]).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    double harmonic = IntStream.rangeClosed(1, m).mapToDouble(k -> 1.0 / k).sum();
    double[] q = new double[m];
    double least = 1;
    for (int k = 0; k < m; k++) {
      least = Math.min(least, p[order[k]] * m / (m - k) * harmonic);
      q[order[k]] = least;
    }
    return q;
  }
}
