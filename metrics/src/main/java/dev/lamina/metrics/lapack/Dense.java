package dev.lamina.metrics.lapack;

/// A dense matrix on the heap, row-major, in float64. The array is not copied, since it may hold
/// hundreds of megabytes: whoever makes one gives the array away.
public final class Dense {

  private final int rows;
  private final int columns;
  private final double[] values; // rows x columns

  public Dense(int rows, int columns, double[] values) {
    if (rows < 0 || columns < 0 || (long) rows * columns != values.length) {
      throw new IllegalArgumentException(
          "A dense matrix of %d x %d cannot hold %d values"
              .formatted(rows, columns, values.length));
    }
    this.rows = rows;
    this.columns = columns;
    this.values = values;
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /// Its own values, to be read only.
  public double[] values() {
    return values;
  }

  public double get(int row, int column) {
    return values[row * columns + column];
  }

  /// The first `count` columns, each multiplied by its factor.
  public Dense scaledColumns(int count, double[] factors) {
    double[] scaled = new double[rows * count];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < count; j++) {
        scaled[i * count + j] = values[i * columns + j] * factors[j];
      }
    }
    return new Dense(rows, count, scaled);
  }

  /// Each row multiplied by its factor.
  public Dense scaledRows(double[] factors) {
    double[] scaled = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = values[i] * factors[i / columns];
    }
    return new Dense(rows, columns, scaled);
  }

  Dense transposed() {
    double[] turned = new double[values.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        turned[j * rows + i] = values[i * columns + j];
      }
    }
    return new Dense(columns, rows, turned);
  }
}
