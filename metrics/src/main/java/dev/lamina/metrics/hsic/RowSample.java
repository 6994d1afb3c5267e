package dev.lamina.metrics.hsic;

/// Which rows have their own terms: all of them, or some that are spread evenly, always the same
/// of as many rows.
///
/// @param rows `n`
/// @param size how many of them, 0 to `n`
public record RowSample(int rows, int size) {

  /// Of up to so many rows all have terms.
  public static final int MOST = 1000;

  /// Of more rows, where each one's terms cost `d²`, so many: enough to know a jackknife's
  /// standard error within a few per cent, at a fortieth of what the sums over 10,000 rows cost.
  public static final int SOME = 256;

  public RowSample {
    if (rows < 0 || size < 0 || size > rows) {
      throw new IllegalArgumentException(
          "Of %d rows 0 to %d can be a sample, found %d".formatted(rows, rows, size));
    }
  }

  static RowSample all(int rows) {
    return new RowSample(rows, rows);
  }

  static RowSample spread(int rows) {
    return new RowSample(rows, rows <= MOST ? rows : SOME);
  }

  /// The k-th row of the sample, ascending; k from 0.
  public int row(int k) {
    return (int) ((2L * k + 1) * rows / (2L * size));
  }
}
