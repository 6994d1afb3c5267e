package dev.lamina.metrics;

import java.util.EnumSet;
import java.util.Set;

/// Anisotropy, `anisotropy`: Ethayarajh, "How Contextual are Contextualized Word
/// Representations?", EMNLP 2019: the mean cosine of two different rows, not centred. It is exact
/// over all pairs, since with `uᵢ = xᵢ/‖xᵢ‖`
///
/// ```
/// value = (‖Σ uᵢ‖² − Σ ‖uᵢ‖²) / (n (n − 1))
/// ```
///
/// - Range: −1/(n − 1) to 1; around 0 where directions spread evenly, 1 where all rows point the
///   same way.
/// - A row of zeros has the cosine 0 with every other.
/// - Undefined with fewer than 2 rows and where all are zeros; a constant side of anything else
///   has 1.
/// - Invariant to orthogonal transforms, isotropic scaling, to scaling each row by a positive
///   number of its own, and to a permutation of the rows. Not invariant to translation.
/// - No interval: `low` and `high` stay empty.
/// - Cost: `n d` operations.
public record Anisotropy() implements Descriptor {

  public static Anisotropy withDefaults() {
    return new Anisotropy();
  }

  @Override
  public String name() {
    return "anisotropy";
  }

  @Override
  public Set<Invariance> invariantTo() {
    return EnumSet.of(
        Invariance.ORTHOGONAL_TRANSFORM,
        Invariance.FEATURE_PERMUTATION,
        Invariance.ISOTROPIC_SCALING,
        Invariance.ROW_SCALING,
        Invariance.ROW_PERMUTATION);
  }

  @Override
  public Score score(Side side) {
    Sample rows = side.finite();
    if (rows.rows() < 2) {
      return Score.undefined(this, side, Side.tooFew(2, rows.rows()));
    }
    double[] sum = new double[rows.columns()];
    double ones = 0;
    double[] row = new double[sum.length];
    for (int i = 0; i < rows.rows(); i++) {
      rows.readRaw(i, row);
      Directions.unit(row);
      ones += Products.dot(row, row);
      for (int j = 0; j < sum.length; j++) {
        sum[j] += row[j];
      }
    }
    if (ones == 0) {
      return Score.undefined(this, side, "all rows of the side are zeros");
    }
    double n = rows.rows();
    return Score.of(this, side, (Products.dot(sum, sum) - ones) / (n * (n - 1)));
  }
}
