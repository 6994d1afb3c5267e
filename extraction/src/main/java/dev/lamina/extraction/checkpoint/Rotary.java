package dev.lamina.extraction.checkpoint;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

/// By which angle each token's queries and keys are turned.
///
/// @param cosines `[batch, tokens, frequencies]`
/// @param sines the same of the sines
/// @param features of a head that turn
record Rotary(Value cosines, Value sines, int features) {

  /// @param positions `[batch, tokens]`
  static Rotary of(Rope.Turning turning, Value positions, GraphBuilder graph) {
    Value column =
        graph.node("Unsqueeze", graph.cast(positions, DataType.FLOAT), graph.integers(-1));
    Value angles = graph.node("Mul", column, graph.floats(turning.radians()));
    return new Rotary(
        turned("Cos", angles, turning.amplitude(), graph),
        turned("Sin", angles, turning.amplitude(), graph),
        2 * turning.radians().length);
  }

  private static Value turned(String function, Value angles, double amplitude, GraphBuilder graph) {
    Value value = graph.node(function, angles);
    if (amplitude != 1) {
      value = graph.node("Mul", value, graph.floats((float) amplitude));
    }
    return graph.computed(value);
  }

  int frequencies() {
    return features / 2;
  }
}
