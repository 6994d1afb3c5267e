package dev.lamina.metrics;

import dev.lamina.metrics.order.Median;
import java.util.Arrays;
import java.util.Optional;

/// The kernel matrix `exp(−dᵢⱼ²/(2m²))` of a sample, `m` the median distance between two of its
/// rows, centred when it is used.
final class RbfGram {

  private final int n;
  private final float[] upper; // above the diagonal; 1 on it
  private final double[] means; // of each row of the matrix
  private final double mean;

  private RbfGram(int n, float[] upper) {
    this.n = n;
    this.upper = upper;
    this.means = means(n, upper);
    this.mean = Arrays.stream(means).average().orElseThrow();
  }

  /// Empty where the median distance is 0. Needs 2 rows.
  static Optional<RbfGram> of(Sample x) {
    float[] upper = Distances.squared(x);
    double median = Median.ofRoots(upper);
    if (median == 0) {
      return Optional.empty();
    }
    double factor = -1 / (2 * median * median);
    for (int p = 0; p < upper.length; p++) {
      upper[p] = (float) Math.exp(upper[p] * factor);
    }
    return Optional.of(new RbfGram(x.rows(), upper));
  }

  private static double[] means(int n, float[] upper) {
    double[] sums = new double[n];
    Arrays.fill(sums, 1);
    for (int i = 0; i < n; i++) {
      int base = RowPairs.base(i, n);
      for (int j = i + 1; j < n; j++) {
        sums[i] += upper[base + j];
        sums[j] += upper[base + j];
      }
    }
    return Arrays.stream(sums).map(sum -> sum / n).toArray();
  }

  /// `⟨HKH, HLH⟩` with `H = I − 11ᵀ/n`. Entries are centred before they are multiplied, since
  /// their sums are large beside what centring leaves.
  double dot(RbfGram other) {
    double total = 0;
    for (int i = 0; i < n; i++) {
      int base = RowPairs.base(i, n);
      double shift = mean - means[i];
      double otherShift = other.mean - other.means[i];
      double beside = 0;
      for (int j = i + 1; j < n; j++) {
        double k = upper[base + j] + shift - means[j];
        double l = other.upper[base + j] + otherShift - other.means[j];
        beside += k * l;
      }
      total += (1 + shift - means[i]) * (1 + otherShift - other.means[i]) + 2 * beside;
    }
    return total;
  }
}
