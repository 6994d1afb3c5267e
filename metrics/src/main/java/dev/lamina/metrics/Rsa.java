package dev.lamina.metrics;

import java.util.EnumSet;
import java.util.Optional;

/// Representational similarity analysis, `rsa`: Kriegeskorte, Mur, Bandettini,
/// "Representational Similarity Analysis – Connecting the Branches of Systems Neuroscience",
/// Frontiers in Systems Neuroscience 2008.
///
/// For each side, of each pair of different rows the dissimilarity `1 − r`, with `r` Pearson's
/// correlation of both rows over the features (not centred by column). The value is Spearman's
/// correlation between the dissimilarities of one side and those of the other, equal ones
/// sharing the mean of their ranks.
///
/// - Range: −1 to 1; 1 when both sides order the pairs of rows alike. Higher is more alike.
/// - A row whose features are all equal, as one of zeros, correlates with no other: `r = 0`.
/// - Undefined with fewer than 3 rows, where a side is constant, and where all pairs of rows of
///   a side are equally dissimilar (as they are with a single feature).
/// - Symmetric; invariant to isotropic scaling, to scaling each row by a positive number of its
///   own, to adding to each row a number of its own, to a permutation of one side's features,
///   and to a common permutation of the rows. Not invariant to translation, nor to orthogonal
///   transforms in general.
/// - Dissimilarities are formed in float64 and ranked in float32, so that those that only
///   rounding tells apart tie. With two features they are all 0 or 2, and nearly all tie.
/// - No interval: `low` and `high` stay empty.
/// - Cost: `n² d` operations and the sorting of `n²/2` numbers once per side, `n²` operations
///   per pair, whatever the shape; `2 n²` bytes kept per side, `6 n²` while they are sorted. At
///   most 46,340 rows. At 10,000 rows of 4,096 features a cold pair takes 3.5 times the CPU
///   time of a cold pair of linear CKA in float32.
public record Rsa() implements Measure {

  public static Rsa withDefaults() {
    return new Rsa();
  }

  @Override
  public String name() {
    return "rsa";
  }

  @Override
  public Traits traits() {
    return new Traits(
        true,
        true,
        EnumSet.of(
            Invariance.FEATURE_PERMUTATION,
            Invariance.ISOTROPIC_SCALING,
            Invariance.ROW_SCALING,
            Invariance.ROW_SHIFT,
            Invariance.ROW_PERMUTATION));
  }

  @Override
  public Score score(Pair pair) {
    Optional<String> unusable = pair.unusable(3).or(() -> RowPairs.tooMany(pair.rows()));
    if (unusable.isPresent()) {
      return Score.undefined(this, pair, unusable.get());
    }
    DissimilarityRanks x = pair.x().facets().ranks();
    DissimilarityRanks y = pair.y().facets().ranks();
    if (x.allTied()) {
      return Score.undefined(this, pair, tied("first"));
    }
    if (y.allTied()) {
      return Score.undefined(this, pair, tied("second"));
    }
    // Beyond 1 only by rounding.
    return Score.of(this, pair, Math.clamp(x.correlation(y), -1, 1));
  }

  private static String tied(String side) {
    return "all pairs of rows of the %s side are equally dissimilar".formatted(side);
  }
}
