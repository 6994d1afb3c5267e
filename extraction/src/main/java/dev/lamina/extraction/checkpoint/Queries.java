package dev.lamina.extraction.checkpoint;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Optional;

/// The tokens whose states a block gives, and which look at others for it: all, but in the last
/// block those alone that pooling reads, since no block after it looks at the others.
final class Queries {
  private final GraphBuilder graph;
  private final Layers layers;

  /// Their indices among the tokens of all rows; empty when it is all of them.
  private final Optional<Value> indices;

  private Queries(GraphBuilder graph, Layers layers, Optional<Value> indices) {
    this.graph = graph;
    this.layers = layers;
    this.indices = indices;
  }

  static Queries all(GraphBuilder graph, Layers layers) {
    return new Queries(graph, layers, Optional.empty());
  }

  /// Those that [Checkpoint#KEPT] names.
  static Queries kept(GraphBuilder graph, Layers layers) {
    Value kept = graph.input(Checkpoint.KEPT, DataType.INT64, 0, 0);
    Value indices = graph.node("Reshape", kept, graph.integers(-1));
    return new Queries(graph, layers, Optional.of(indices));
  }

  boolean areAll() {
    return indices.isEmpty();
  }

  /// Their part of `[tokens of all rows, features]`.
  Value of(Value x) {
    return indices.isEmpty() ? x : graph.node("Gather", x, indices.get());
  }

  /// Their part of the angles.
  Rotary of(Rotary rotary) {
    return indices.isEmpty()
        ? rotary
        : new Rotary(
            ofRows(rotary.cosines(), rotary.frequencies()),
            ofRows(rotary.sines(), rotary.frequencies()),
            rotary.features());
  }

  private Value ofRows(Value x, int features) {
    return layers.byRow(of(layers.byToken(x, features)), features);
  }

  /// Their positions, as a column beside which a mask has one for each token: `[tokens, 1]` of
  /// rows that are all alike, or `[batch, 1, kept, 1]`.
  Value positions() {
    return indices.isEmpty()
        ? graph.node("Transpose", layers.positionsOfOneRow())
        : graph.node("Unsqueeze", ofRows(layers.positions(), 1), graph.integers(1));
  }
}
