package dev.lamina.extraction.checkpoint;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.lamina.extraction.onnx.Nodes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Attention of a block, as parts of a graph: keys and values are of all tokens, queries and what
/// comes out of those alone whose states the block gives.
final class Attention {
  private final GraphBuilder graph;
  private final Layers layers;
  private final Queries queries;
  private final Map<Rotary, Rotary> rotaries = new HashMap<>();
  private final Map<Attending, Optional<Value>> masks = new HashMap<>();

  Attention(GraphBuilder graph, Layers layers, Queries queries) {
    this.graph = graph;
    this.layers = layers;
    this.queries = queries;
  }

  /// The part of `[tokens of all rows, features]` that the block goes on with: what queries are
  /// made of, and what attention adds to.
  Value from(Value x) {
    return queries.of(x);
  }

  /// Attention of heads whose queries and keys are turned by their positions.
  ///
  /// @param rotary of all tokens
  Value attendTurned(Value q, Value k, Value v, Heads heads, Rotary rotary, Attending attending) {
    return attend(
        rotate(q, heads.query(), heads.size(), rotaries.computeIfAbsent(rotary, queries::of)),
        rotate(k, heads.keyValue(), heads.size(), rotary),
        v,
        heads,
        attending);
  }

  /// Turns the first features of each head by its token's position: feature i with feature i +
  /// half.
  private Value rotate(Value x, int heads, int headSize, Rotary rotary) {
    return graph.node(
        "RotaryEmbedding",
        List.of(layers.byRow(x, heads * headSize), rotary.cosines(), rotary.sines()),
        Nodes.integer("num_heads", heads),
        Nodes.integer(
            "rotary_embedding_dim", rotary.features() == headSize ? 0 : rotary.features()));
  }

  /// Attention of heads: softmax of scaled products over the tokens looked at.
  Value attend(Value q, Value k, Value v, Heads heads, Attending attending) {
    Optional<Value> mask = masks.computeIfAbsent(attending, this::mask);
    List<Value> inputs = new ArrayList<>();
    inputs.add(layers.byRow(q, heads.queryFeatures()));
    inputs.add(layers.byRow(k, heads.keyValueFeatures()));
    inputs.add(layers.byRow(v, heads.keyValueFeatures()));
    mask.ifPresent(inputs::add);
    Value attended =
        graph.node(
            "Attention",
            inputs,
            Nodes.integer("q_num_heads", heads.query()),
            Nodes.integer("kv_num_heads", heads.keyValue()),
            Nodes.integer("is_causal", mask.isEmpty() ? 1 : 0),
            Nodes.number("scale", heads.scale()),
            Nodes.number("softcap", heads.cap()));
    return layers.byToken(attended, heads.queryFeatures());
  }

  /// Where each query may look, broadcast to `[batch, heads, queries, tokens]`. None where the
  /// operator itself knows: each token at those before it, and all tokens ask.
  private Optional<Value> mask(Attending attending) {
    return switch (attending) {
      case Attending.Causal() -> queries.areAll() ? Optional.empty() : Optional.of(past());
      case Attending.Within(int window) -> {
        Value near = graph.node("Less", distance(), graph.integers(window));
        yield Optional.of(graph.node("And", near, past()));
      }
      case Attending.NotPadding() -> {
        Value mask = graph.input("attention_mask", DataType.INT64, 0, 0);
        Value seen = graph.node("Unsqueeze", graph.cast(mask, DataType.BOOL), graph.integers(1, 2));
        // The operator takes a mask that names every query.
        Value any = graph.node("GreaterOrEqual", queries.positions(), graph.integers(0));
        yield Optional.of(graph.node("And", seen, any));
      }
    };
  }

  private Value past() {
    return graph.node("GreaterOrEqual", distance(), graph.integers(0));
  }

  /// How far before each query a token of its row is.
  private Value distance() {
    return graph.node("Sub", queries.positions(), layers.positionsOfOneRow());
  }
}
