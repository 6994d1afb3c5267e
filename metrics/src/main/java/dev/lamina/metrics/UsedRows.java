package dev.lamina.metrics;

import java.util.BitSet;
import java.util.Optional;

/// Which rows of a task two sides are compared on.
public final class UsedRows {

  private final int[] indices;
  private final int all;

  private UsedRows(int[] indices, int all) {
    this.indices = indices;
    this.all = all;
  }

  /// @param used indices among all rows
  /// @param all how many rows there are, usable or not
  public static UsedRows of(BitSet used, int all) {
    if (used.length() > all) {
      throw new IllegalArgumentException(
          "Of %d rows the last is %d, found %d".formatted(all, all - 1, used.length() - 1));
    }
    return new UsedRows(used.stream().toArray(), all);
  }

  /// How many are used.
  public int count() {
    return indices.length;
  }

  /// Why these are not enough, if they are not.
  Optional<String> tooFew(int least) {
    return count() < least
        ? Optional.of(
            "needs at least %d rows that are finite on both sides, has %d"
                .formatted(least, count()))
        : Optional.empty();
  }

  /// How many are left out.
  public int dropped() {
    return all - indices.length;
  }

  /// The index among all rows of the k-th that is used, from 0.
  public int index(int k) {
    return indices[k];
  }
}
