package dev.lamina.tensor;

import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.ArrayShape;
import dev.lamina.contract.FaultException;
import dev.lamina.tensor.zarr.ShardIndex;
import dev.lamina.tensor.zarr.StatesShard;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Reads a layer by one range of each batch, some at a time. The index of a batch is read once.
final class LayerReader {

  /// Enough to hide the delay of an object store behind its throughput.
  static final int AT_ONCE = 8;

  private final ObjectStore store;
  private final ArrayDigest array;
  private final ArrayShape shape;
  private final StatesShard shard;
  private final AtomicReferenceArray<ShardIndex> indices;

  LayerReader(ObjectStore store, ArrayDigest array, ArrayShape shape) {
    this.store = store;
    this.array = array;
    this.shape = shape;
    this.shard = StatesShard.of(shape);
    this.indices = new AtomicReferenceArray<>(shape.batches());
  }

  /// @return `[rows, features]`
  float[] read(int layer) {
    float[] states = new float[shape.rows() * shape.features()];
    if (shape.batches() == 1) {
      read(layer, 0).get(states);
      return states;
    }
    try (ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(AT_ONCE, shape.batches()), Thread.ofVirtual().factory())) {
      List<Future<?>> reads = new ArrayList<>();
      for (int batch = 0; batch < shape.batches(); batch++) {
        int one = batch;
        int at = shape.firstRow(one) * shape.features();
        reads.add(
            threads.submit(
                () -> {
                  FloatBuffer rows = read(layer, one);
                  rows.get(states, at, rows.remaining());
                }));
      }
      awaitAll(reads, threads);
    }
    return states;
  }

  ArrayShape shape() {
    return shape;
  }

  /// @return `[rowsOf(batch), features]`
  FloatBuffer read(int layer, int batch) {
    String key = Keys.shard(array, batch);
    try {
      ShardIndex index = index(key, batch);
      shard.requireRegular(index, layer);
      return shard.decode(
          batch, store.readRange(key, index.offset(layer), shard.storedChunkBytes()));
    } catch (FaultException e) {
      throw e.in("layer %d of %s in %s".formatted(layer, key, store.describe()));
    }
  }

  private void awaitAll(List<Future<?>> reads, ExecutorService threads) {
    try {
      reads.forEach(this::await);
    } catch (RuntimeException e) {
      threads.shutdownNow();
      throw e;
    }
  }

  /// What a read gave, or its own fault.
  <T> T await(Future<T> read) {
    try {
      return read.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof FaultException fault) {
        throw fault;
      }
      throw new IllegalStateException("reading activations " + array + " failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StoreFaults.unavailable(
          "reading activations " + array, store.describe(), "It was interrupted", e);
    }
  }

  private ShardIndex index(String key, int batch) {
    ShardIndex known = indices.get(batch);
    if (known != null) {
      return known;
    }
    byte[] bytes = store.readRange(key, shard.indexOffset(), shard.indexBytes());
    ShardIndex index = ShardIndex.parse(bytes, shape.layers(), true);
    indices.set(batch, index);
    return index;
  }
}
