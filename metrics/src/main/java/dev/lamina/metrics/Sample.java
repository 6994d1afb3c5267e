package dev.lamina.metrics;

import dev.lamina.metrics.blas.Kernel;
import java.nio.DoubleBuffer;

/// One side restricted to some of its rows, centred: `n × d`, never held as a whole in float64.
/// What depends on this side alone is computed on first use and kept.
final class Sample {

  private final Matrix matrix;
  private final int[] rows; // which rows of the matrix, ascending
  private final Kernel kernel;
  private final Lazy<Centring> centring = new Lazy<>(this::sumColumns);
  private final Lazy<double[]> energies = new Lazy<>(this::squareRows);
  private final Facets facets = new Facets(this);

  Sample(Matrix matrix, int[] rows, Kernel kernel) {
    this.matrix = matrix;
    this.rows = rows;
    this.kernel = kernel;
  }

  int rows() {
    return rows.length;
  }

  int columns() {
    return matrix.columns();
  }

  Kernel kernel() {
    return kernel;
  }

  /// Whether the `n × n` form costs less than the `d × d` form.
  boolean wide() {
    return rows() < columns();
  }

  boolean constant() {
    return centring.get().constant();
  }

  /// `‖xᵢ‖²` of each centred row: the diagonal of the Gram matrix.
  double[] energies() {
    return energies.get();
  }

  Facets facets() {
    return facets;
  }

  /// Copies one centred row.
  void read(int row, double[] into) {
    readRaw(row, into);
    centring.get().apply(into, 0, into.length);
  }

  /// Copies one row as it is in the matrix.
  void readRaw(int row, double[] into) {
    matrix.read(rows[row], 0, into.length, into);
  }

  /// Writes rows `[fromRow, fromRow + count)`, columns `[fromColumn, fromColumn + width)`,
  /// centred, to the start of `into`.
  void stage(int fromRow, int count, int fromColumn, int width, DoubleBuffer into) {
    double[] values = new double[width];
    Centring used = centring.get();
    for (int i = 0; i < count; i++) {
      matrix.read(rows[fromRow + i], fromColumn, width, values);
      used.apply(values, fromColumn, width);
      into.put(i * width, values);
    }
  }

  private Centring sumColumns() {
    double[] row = new double[columns()];
    matrix.read(rows[0], 0, row.length, row);
    ColumnSums sums = new ColumnSums(row);
    for (int index : rows) {
      matrix.read(index, 0, row.length, row);
      sums.add(row);
    }
    return sums.centring();
  }

  private double[] squareRows() {
    double[] row = new double[columns()];
    double[] squares = new double[rows.length];
    Centring used = centring.get();
    for (int i = 0; i < rows.length; i++) {
      matrix.read(rows[i], 0, row.length, row);
      used.apply(row, 0, row.length);
      for (double value : row) {
        squares[i] += value * value;
      }
    }
    return squares;
  }
}
