package dev.lamina.metrics.hsic;

import dev.lamina.metrics.blas.View;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The rows of a sample, which stay in memory until the end of a pass.
final class KeptRows {

  private static final int CHUNK = 64;

  private final RowSample sample;
  private final int[] indices;
  private final View rows; // sample x columns

  KeptRows(RowSample sample, View rows) {
    this.sample = sample;
    this.indices = IntStream.range(0, sample.size()).map(sample::row).toArray();
    this.rows = rows;
  }

  RowSample sample() {
    return sample;
  }

  /// Keeps a row if it belongs to the sample.
  void offer(int row, Lines values) {
    int k = Arrays.binarySearch(indices, row);
    if (k >= 0) {
      values.write(rows, k, 0, rows.columns());
    }
  }

  /// Moves all of them to another centre.
  List<Workers.Task> move(double[] shift) {
    return Span.atMost(CHUNK, sample.size()).stream()
        .<Workers.Task>map(chunk -> scratch -> move(chunk, shift, scratch.lines(shift.length)))
        .toList();
  }

  private void move(Span chunk, double[] shift, Lines lines) {
    for (int k = chunk.from(); k < chunk.end(); k++) {
      double[] row = lines.read(rows, k, 0, shift.length);
      for (int c = 0; c < shift.length; c++) {
        row[c] -= shift[c];
      }
      lines.write(rows, k, 0, shift.length);
    }
  }

  /// One line per row of the sample.
  View view() {
    return rows;
  }
}
