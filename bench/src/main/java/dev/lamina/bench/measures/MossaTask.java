package dev.lamina.bench.measures;

import dev.lamina.contract.ArrayDigest;
import dev.lamina.contract.ArrayShape;
import dev.lamina.contract.ElementType;
import dev.lamina.tensor.Activations;
import dev.lamina.tensor.LayerRows;
import dev.lamina.tensor.ObjectStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// Made-up states of three models on one task, as a MOSSA compares them: in a store as an
/// extractor leaves them, and as one `.npy` file per layer for the peers. A few features are a
/// hundred times as large as the others, as language models have them.
final class MossaTask {

  static final ArrayDigest BASE = new ArrayDigest("b".repeat(64));
  static final ArrayDigest TUNED = new ArrayDigest("e".repeat(64));
  static final ArrayDigest CONTROL = new ArrayDigest("c".repeat(64));

  /// Rows of a unit of extraction, about as the plan has them.
  private static final int BATCH_ROWS = 200;

  private static final int LARGE_FEATURES = 4;
  private static final float LARGE = 100;

  private final int layers;
  private final int rows;
  private final int features;
  private final Path files;

  private MossaTask(int layers, int rows, int features, Path files) {
    this.layers = layers;
    this.rows = rows;
    this.features = features;
    this.files = files;
  }

  static MossaTask make(Setting setting, ObjectStore store, Path files) {
    MossaTask task = new MossaTask(setting.layers(), setting.rows(), setting.features(), files);
    task.write(BASE, 0, store);
    task.write(TUNED, 0.3f, store);
    task.write(CONTROL, 0.5f, store);
    return task;
  }

  /// A layer of a model for the peers.
  Path file(ArrayDigest array, int layer) {
    return files.resolve("%s-%d.npy".formatted(array.hex().charAt(0), layer));
  }

  /// The first rows of the first layer of a model.
  ///
  /// @return `[count, features]`
  float[] layer(ArrayDigest array, ObjectStore store, int count) {
    try (LayerRows first = new Activations(store).open(array).rows(0)) {
      float[] states = new float[count * features];
      first.next(count).get(states);
      return states;
    }
  }

  /// @param change how much of a model's states is its own, beside what all share
  private void write(ArrayDigest array, float change, ObjectStore store) {
    ArrayShape shape = new ArrayShape(layers, rows, features, BATCH_ROWS, ElementType.FLOAT32);
    Activations activations = new Activations(store);
    List<String> ids = IntStream.range(0, rows).mapToObj(String::valueOf).toList();
    activations.declare(array, shape, ids, Map.of());
    Random own = new Random(array.hex().charAt(0));
    for (int layer = 0; layer < layers; layer++) {
      header(file(array, layer));
    }
    for (int batch = 0; batch < shape.batches(); batch++) {
      float[] states = states(shape.rowsOf(batch), change, new Random(batch), own);
      activations.store(array, shape, batch, states, List.of());
      int perLayer = states.length / layers;
      for (int layer = 0; layer < layers; layer++) {
        append(file(array, layer), states, layer * perLayer, perLayer);
      }
    }
  }

  private float[] states(int batchRows, float change, Random shared, Random own) {
    float[] states = new float[layers * batchRows * features];
    for (int i = 0; i < states.length; i++) {
      float scale = i % features < LARGE_FEATURES ? LARGE : 1;
      float both = uniform(shared);
      states[i] = scale * (1 + both + change * uniform(own));
    }
    return states;
  }

  /// Mean 0; cheap, since there are hundreds of millions of them.
  private static float uniform(Random random) {
    return random.nextFloat() - 0.5f;
  }

  private void header(Path file) {
    String text =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }".formatted(rows, features);
    int padded = Math.ceilDiv(text.length() + 11, 64) * 64 - 10;
    ByteBuffer header = ByteBuffer.allocate(10 + padded).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    header.put((byte) 1).put((byte) 0).putShort((short) padded);
    header.put(
        (text + " ".repeat(padded - text.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
    try {
      Files.write(file, header.array());
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  private static void append(Path file, float[] values, int from, int count) {
    ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values, from, count);
    try (OutputStream out = Files.newOutputStream(file, java.nio.file.StandardOpenOption.APPEND)) {
      out.write(bytes.array());
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }
}
