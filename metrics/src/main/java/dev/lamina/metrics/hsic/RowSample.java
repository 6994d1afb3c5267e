package dev.lamina.metrics.hsic;

/// Which rows have their own terms: all of them, or some that are spread evenly, always the same
/// of as many rows.
///
/// @param rows `n`
/// @param size how many of them, 0 to `n`
public record RowSample(int rows, int size) {

  /// Where a row's terms cost `d²`, as many rows have them: enough to know a jackknife variance
  /// within a few per cent, at a small share of what the sums cost.
  public static final int MOST = 1000;

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
    return new RowSample(rows, Math.min(rows, MOST));
  }

  /// The k-th row of the sample, ascending; k from 0.
  public int row(int k) {
    return (int) ((2L * k + 1) * rows / (2L * size));
  }
}
