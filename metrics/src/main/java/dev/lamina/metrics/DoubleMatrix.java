package dev.lamina.metrics;

/// Rows of `double` in one array; the shape was checked by [Matrix].
final class DoubleMatrix implements Matrix {

  private final int rows;
  private final int columns;
  private final double[] values; // rows x columns

  DoubleMatrix(int rows, int columns, double[] values) {
    this.rows = rows;
    this.columns = columns;
    this.values = values;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public void read(int row, int from, int count, double[] into) {
    System.arraycopy(values, row * columns + from, into, 0, count);
  }
}
