package dev.lamina.extraction;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.lamina.extraction.checkpoint.Checkpoint;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// The tensors of one run, `[rows, longest]`, padded on the right; closed with it.
final class RunInputs implements AutoCloseable {
  private final Map<String, OnnxTensor> tensors = new HashMap<>();
  private final OrtEnvironment environment;
  private final List<PlannedRow> rows;
  private final int longest;

  private RunInputs(OrtEnvironment environment, List<PlannedRow> rows) {
    this.environment = environment;
    this.rows = rows;
    this.longest = rows.stream().mapToInt(PlannedRow::length).max().orElseThrow();
  }

  static RunInputs of(
      OrtEnvironment environment, TappedGraph graph, List<PlannedRow> rows, Pooling pooling)
      throws OrtException {
    RunInputs run = new RunInputs(environment, rows);
    try {
      for (GraphInput input : graph.inputs()) {
        run.tensors.put(input.role().inputName(), run.tensor(input));
      }
      run.tensors.put(Pooled.WEIGHTS, run.weights(pooling));
      if (graph.keeps()) {
        run.tensors.put(Checkpoint.KEPT, run.kept(pooling));
      }
      return run;
    } catch (OrtException e) {
      run.close();
      throw e;
    }
  }

  Map<String, OnnxTensor> tensors() {
    return tensors;
  }

  long paddedTokens() {
    return (long) rows.size() * longest;
  }

  private OnnxTensor tensor(GraphInput input) throws OrtException {
    long[] values = new long[Math.multiplyExact(rows.size(), longest)];
    for (int row = 0; row < rows.size(); row++) {
      TokenRow tokens = rows.get(row).tokens();
      int offset = row * longest;
      switch (input.role()) {
        case INPUT_IDS -> padded(tokens.ids(), values, offset);
        case TOKEN_TYPE_IDS -> padded(tokens.types(), values, offset);
        case ATTENTION_MASK -> Arrays.fill(values, offset, offset + tokens.length(), 1);
        case POSITION_IDS -> Arrays.setAll(values, i -> i % longest);
      }
    }
    long[] shape = {rows.size(), longest};
    return switch (input.type()) {
      case INT32 ->
          OnnxTensor.createTensor(
              environment,
              IntBuffer.wrap(Arrays.stream(values).mapToInt(Math::toIntExact).toArray()),
              shape);
      case FLOAT -> OnnxTensor.createTensor(environment, FloatBuffer.wrap(floats(values)), shape);
      default -> OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
    };
  }

  /// Padded with the row's own last token: nothing looks at padding, but zero times a state that
  /// is not finite is not zero, and a token that a row does not have may have such a state.
  private void padded(long[] tokens, long[] values, int offset) {
    System.arraycopy(tokens, 0, values, offset, tokens.length);
    Arrays.fill(values, offset + tokens.length, offset + longest, tokens[tokens.length - 1]);
  }

  private static float[] floats(long[] values) {
    float[] floats = new float[values.length];
    IntStream.range(0, values.length).forEach(i -> floats[i] = values[i]);
    return floats;
  }

  private OnnxTensor weights(Pooling pooling) throws OrtException {
    float[] weights = new float[rows.size() * longest];
    for (int row = 0; row < rows.size(); row++) {
      pooling.weigh(weights, row * longest, rows.get(row).length());
    }
    long[] shape = {rows.size(), 1, longest};
    return OnnxTensor.createTensor(environment, FloatBuffer.wrap(weights), shape);
  }

  /// Indices among the tokens of all rows: of the one token that has weight, else of all.
  private OnnxTensor kept(Pooling pooling) throws OrtException {
    long[] indices =
        IntStream.range(0, rows.size())
            .flatMap(row -> kept(pooling, row).map(token -> row * longest + token))
            .asLongStream()
            .toArray();
    long[] shape = {rows.size(), indices.length / rows.size()};
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(indices), shape);
  }

  private IntStream kept(Pooling pooling, int row) {
    OptionalInt only = pooling.only(rows.get(row).length());
    return only.isPresent() ? only.stream() : IntStream.range(0, longest);
  }

  @Override
  public void close() {
    tensors.values().forEach(OnnxTensor::close);
  }
}
