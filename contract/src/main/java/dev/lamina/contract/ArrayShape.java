package dev.lamina.contract;

/// Shape of one model's activations on one task.
///
/// @param layers hidden states per row, the embedding output (index 0) included
/// @param rows rows of the task
/// @param features width of a hidden state
/// @param batchRows rows of one batch; the last batch may hold fewer
public record ArrayShape(int layers, int rows, int features, int batchRows) {

  public ArrayShape {
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
}
