package dev.lamina.tensor;

import dev.lamina.contract.ArrayShape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The rows of one layer in order, a portion at a time. The next batches are read ahead, so that
/// reading and computing go on side by side; memory does not grow with the number of rows.
public final class LayerRows implements AutoCloseable {

  /// Rows to have at hand while others are worked on: about what is worked on at once.
  private static final int AHEAD = 4096;

  private final LayerReader reader;
  private final ArrayShape shape;
  private final int layer;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(LayerReader.AT_ONCE, Thread.ofVirtual().factory());
  private final Deque<Future<float[]>> ahead = new ArrayDeque<>();
  private int asked; // batches
  private float[] batch = new float[0];
  private int taken; // numbers of the batch

  LayerRows(LayerReader reader, int layer) {
    this.reader = reader;
    this.shape = reader.shape();
    this.layer = layer;
    readAhead();
  }

  /// The next rows, `[count, features]`, of the caller's from now on. Cheapest by whole
  /// batches. A checksum that does not match is a fault.
  ///
  /// @throws IndexOutOfBoundsException when fewer are left
  public float[] next(int count) {
    int numbers = count * shape.features();
    if (taken == batch.length && count > 0) {
      takeBatch();
      if (batch.length == numbers) {
        taken = numbers;
        return batch;
      }
    }
    float[] rows = new float[numbers];
    int filled = 0;
    while (filled < rows.length) {
      if (taken == batch.length) {
        takeBatch();
      }
      int portion = Math.min(batch.length - taken, rows.length - filled);
      System.arraycopy(batch, taken, rows, filled, portion);
      taken += portion;
      filled += portion;
    }
    return rows;
  }

  private void takeBatch() {
    if (ahead.isEmpty()) {
      throw new IndexOutOfBoundsException(
          "layer %d has %d rows, not more".formatted(layer, shape.rows()));
    }
    batch = reader.await(ahead.removeFirst());
    taken = 0;
    readAhead();
  }

  private void readAhead() {
    int most = Math.max(LayerReader.AT_ONCE, AHEAD / shape.batchRows());
    while (asked < shape.batches() && ahead.size() < most) {
      int next = asked++;
      ahead.addLast(threads.submit(() -> reader.read(layer, next)));
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
