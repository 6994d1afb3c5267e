package dev.lamina.metrics;

/// Rows of `float` in one array; the shape was checked by [Matrix].
final class FloatMatrix implements Matrix {

  private final int rows;
  private final int columns;
  private final float[] values; // rows x columns

  FloatMatrix(int rows, int columns, float[] values) {
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
    int start = row * columns + from;
    for (int i = 0; i < count; i++) {
      into[i] = values[start + i];
    }
  }
}
