package dev.lamina.metrics.hsic;

/// A row that was added to a pass holds NaN or infinity. The pass is of no use any more: leave
/// the row out of all sides, which is a choice of the caller's, and begin anew.
public final class NonFiniteRowException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int side;
  private final int row;

  NonFiniteRowException(int side, int row) {
    super(
        "Row %d of side %d holds NaN or infinity: leave it out of all sides".formatted(row, side));
    this.side = side;
    this.row = row;
  }

  /// Index of the side, from 0.
  public int side() {
    return side;
  }

  /// Index among the rows that were added, from 0.
  public int row() {
    return row;
  }
}
