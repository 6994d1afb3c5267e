package dev.lamina.extraction.checkpoint;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.lamina.extraction.onnx.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Attention, as parts of a graph: who looks at whom, and turned by which angle.
final class Attention {
  private final GraphBuilder graph;
  private final Layers layers;

  Attention(GraphBuilder graph, Layers layers) {
    this.graph = graph;
    this.layers = layers;
  }

  /// Cosines and sines of rotary positions, each `[batch, tokens, frequencies]`.
  record Rotary(Value cosines, Value sines, int features) {}

  Rotary rotary(Rope.Turning turning) {
    Value positions = graph.cast(layers.positions(), DataType.FLOAT);
    Value column = graph.node("Unsqueeze", positions, graph.integers(-1));
    Value angles = graph.node("Mul", column, graph.floats(turning.radians()));
    return new Rotary(
        turned("Cos", angles, turning.amplitude()),
        turned("Sin", angles, turning.amplitude()),
        2 * turning.radians().length);
  }

  private Value turned(String function, Value angles, double amplitude) {
    Value value = graph.node(function, angles);
    if (amplitude != 1) {
      value = graph.node("Mul", value, graph.floats((float) amplitude));
    }
    return graph.computed(value);
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

  /// Every token looks at itself and those before it.
  Attending causal() {
    return new Attending(true, Optional.empty());
  }

  /// Every token looks at itself and the `window - 1` before it.
  Attending causalWithin(int window) {
    Value row = positionsOfOneRow();
    Value distance = graph.node("Sub", graph.node("Transpose", row), row);
    Value near = graph.node("Less", distance, graph.integers(window));
    Value past = graph.node("GreaterOrEqual", distance, graph.integers(0));
    return new Attending(false, Optional.of(graph.node("And", near, past)));
  }

  /// Every token, padding too, looks at all that are no padding.
  Attending notPadding() {
    Value mask = graph.input("attention_mask", DataType.INT64, 0, 0);
    Value seen = graph.node("Unsqueeze", graph.cast(mask, DataType.BOOL), graph.integers(1, 2));
    // Attention takes a mask that names every token that looks.
    Value column = graph.node("Transpose", positionsOfOneRow());
    Value looking = graph.node("GreaterOrEqual", column, graph.integers(0));
    return new Attending(false, Optional.of(graph.node("And", seen, looking)));
  }

  /// `[1, tokens]`.
  private Value positionsOfOneRow() {
    return graph.node("Gather", layers.positions(), graph.integers(0));
  }

  /// Attention of heads whose queries and keys are turned by their positions.
  Value attendTurned(Value q, Value k, Value v, Heads heads, Rotary rotary, Attending attending) {
    return attend(
        rotate(q, heads.query(), heads.size(), rotary),
        rotate(k, heads.keyValue(), heads.size(), rotary),
        v,
        heads,
        attending);
  }

  /// Attention of heads: softmax of scaled products over the tokens looked at.
  Value attend(Value q, Value k, Value v, Heads heads, Attending attending) {
    List<Value> inputs = new ArrayList<>();
    inputs.add(layers.byRow(q, heads.queryFeatures()));
    inputs.add(layers.byRow(k, heads.keyValueFeatures()));
    inputs.add(layers.byRow(v, heads.keyValueFeatures()));
    attending.mask().ifPresent(inputs::add);
    Value attended =
        graph.node(
            "Attention",
            inputs,
            Nodes.integer("q_num_heads", heads.query()),
            Nodes.integer("kv_num_heads", heads.keyValue()),
            Nodes.integer("is_causal", attending.causal() ? 1 : 0),
            Nodes.number("scale", heads.scale()),
            Nodes.number("softcap", heads.cap()));
    return layers.byToken(attended, heads.queryFeatures());
  }
}
