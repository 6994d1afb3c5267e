package dev.lamina.contract;

import static java.util.Objects.requireNonNull;

/// Shape of one model's activations on one task, and how its numbers are stored.
///
/// @param layers hidden states per row, the embedding output (index 0) included
/// @param rows rows of the task
/// @param features width of a hidden state
/// @param batchRows rows of one batch; the last batch may hold fewer
/// @param stored type of a stored number
public record ArrayShape(int layers, int rows, int features, int batchRows, ElementType stored) {

  public ArrayShape {
    requireNonNull(stored);
    if (layers < 1 || rows < 1 || features < 1 || batchRows < 1 || batchRows > rows) {
      throw new IllegalArgumentException(
          "impossible shape: %d layers, %d rows, %d features, %d rows per batch"
              .formatted(layers, rows, features, batchRows));
    }
  }

  public int batches() {
    return (rows + batchRows - 1) / batchRows;
  }

  public int firstRow(int batch) {
    return batch * batchRows;
  }

  public int rowsOf(int batch) {
    return Math.min(batchRows, rows - firstRow(batch));
  }

  /// Size of all numbers as they are stored, in bytes.
  public long bytes() {
    return (long) stored.bytes() * layers * rows * features;
  }
}
