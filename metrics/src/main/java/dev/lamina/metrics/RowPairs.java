package dev.lamina.metrics;

import java.util.Optional;

/// The pairs of different rows in a row: `(0,1), (0,2), … (1,2), …`, as the triangle above the
/// diagonal is read.
final class RowPairs {

  /// Beyond it the pairs cannot be ranked in 32 bits.
  private static final int MOST_ROWS = 46_340;

  private RowPairs() {}

  static int count(int rows) {
    return Math.toIntExact((long) rows * (rows - 1) / 2);
  }

  /// Where the pairs of row `i` would begin if they began with row 0: pair `(i, j)`, with
  /// `i < j`, stands at this plus `j`.
  static int base(int i, int rows) {
    return (int) ((long) i * rows - (long) i * (i + 1) / 2 - i - 1);
  }

  /// Why not all pairs can be held, if so.
  static Optional<String> tooMany(int rows) {
    return rows <= MOST_ROWS
        ? Optional.empty()
        : Optional.of(
            "compares each row with each other one, for %d rows at most; has %d"
                .formatted(MOST_ROWS, rows));
  }
}
