package dev.lamina.tensor;

import dev.lamina.contract.ArrayShape;
import java.nio.FloatBuffer;
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
  private final Deque<Future<FloatBuffer>> ahead = new ArrayDeque<>();
  private int asked; // batches
  private FloatBuffer batch = FloatBuffer.allocate(0); // what is not taken yet of one

  LayerRows(LayerReader reader, int layer) {
    this.reader = reader;
    this.shape = reader.shape();
    this.layer = layer;
    readAhead();
  }

  /// The next rows, `[count, features]`, in the byte order of this machine, of the caller's from
  /// now on. Cheapest where they are all of one batch. A checksum that does not match is a fault.
  ///
  /// @throws IndexOutOfBoundsException when fewer are left
  public FloatBuffer next(int count) {
    int numbers = count * shape.features();
    if (!batch.hasRemaining() && count > 0) {
      takeBatch();
    }
    if (numbers <= batch.remaining()) {
      return take(numbers);
    }
    FloatBuffer rows = FloatBuffer.allocate(numbers);
    while (rows.hasRemaining()) {
      if (!batch.hasRemaining()) {
        takeBatch();
      }
      rows.put(take(Math.min(batch.remaining(), rows.remaining())));
    }
    return rows.flip();
  }

  private FloatBuffer take(int numbers) {
    FloatBuffer taken = batch.slice(batch.position(), numbers);
    batch.position(batch.position() + numbers);
    return taken;
  }

  private void takeBatch() {
    if (ahead.isEmpty()) {
      throw new IndexOutOfBoundsException(
          "layer %d has %d rows, not more".formatted(layer, shape.rows()));
    }
    batch = reader.await(ahead.removeFirst());
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
