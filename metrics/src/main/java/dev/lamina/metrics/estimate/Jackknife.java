package dev.lamina.metrics.estimate;

import dev.lamina.metrics.hsic.PairTerms;
import java.util.Arrays;
import java.util.Optional;

/// The delete-one jackknife of linear CKA (Tukey 1958; Efron, Stein, "The Jackknife Estimate of
/// Variance", Annals of Statistics 9, 1981), exact and without a second look at the rows.
///
/// A bootstrap with replacement would not do: a row that is drawn twice is alike to itself on
/// both sides, which the debiased estimate counts as likeness.
final class Jackknife {

  private final int rows;
  private final double[] raised; // by how much each sampled row raises the value; sums to 0
  private final double spread; // variance of the above
  private final double unseen; // by how much rows that are not sampled are likely to change it

  private Jackknife(int rows, double[] raised, double unseen) {
    this.rows = rows;
    this.unseen = unseen;
    this.raised = raised;
    this.spread = Arrays.stream(raised).map(u -> u * u).sum() / (raised.length - 1);
  }

  /// Empty where the statistic is undefined once some row is deleted.
  static Optional<Jackknife> of(PairTerms terms, HsicRatio statistic) {
    int sampled = terms.sampledRows();
    double[] without = new double[sampled];
    Arrays.setAll(without, k -> statistic.without(terms, k));
    double mean = Arrays.stream(without).sum() / sampled;
    if (sampled < 2 || !Double.isFinite(mean)) {
      return Optional.empty();
    }
    double[] raised = Arrays.stream(without).map(value -> mean - value).toArray();
    return Optional.of(new Jackknife(terms.rows(), raised, unseen(terms)));
  }

  /// A ratio estimate (Cochran, Sampling Techniques, 1977, chapter 6): squared influences grow
  /// with the fourth power of a row's length as `aᵢbᵢ` does, whose sum over all rows is known.
  /// Where a few rows dwarf the others a sample mostly misses them.
  private static double unseen(PairTerms terms) {
    if (terms.sampledRows() == terms.rows()) {
      return 1;
    }
    double sampled = terms.sampled().stream().mapToDouble(row -> row.a() * row.b()).sum();
    return sampled > 0 ? terms.xy().energies() / sampled * terms.sampledRows() / terms.rows() : 1;
  }

  /// `(n−1)/n Σ (θ̄ − θ₍₋ᵢ₎)²`; where only some rows are sampled, with an estimate of
  /// their mean square.
  ///
  /// What rows do one by one it counts once, what pairs of rows do together (the second term of
  /// the Hoeffding decomposition) twice.
  double variance() {
    return (rows - 1.0) * (rows - 1) / rows * spread * unseen;
  }

  double freedom() {
    return Freedom.of(raised);
  }

  /// Influences of the groups of rows, in such units that [Contrast]'s estimate of the value's
  /// variance from them is `variance` on average.
  ///
  /// @param groups group of each sampled row
  double[] influences(double variance, int[] groups) {
    double[] sums = new double[RowGroups.COUNT];
    double[] sizes = new double[RowGroups.COUNT];
    for (int k = 0; k < raised.length; k++) {
      sums[groups[k]] += raised[k];
      sizes[groups[k]]++;
    }
    double m = raised.length;
    double together = Arrays.stream(sizes).map(size -> size * size).sum() / (m * m);
    double expected = spread * m * (1 - together) * RowGroups.COUNT / (RowGroups.COUNT - 1.0);
    double unit = expected > 0 ? Math.sqrt(variance / expected) : 0;
    return Arrays.stream(sums).map(sum -> sum * unit).toArray();
  }
}
