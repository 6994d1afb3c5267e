package dev.lamina.extraction;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.lamina.extraction.onnx.Nodes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Rewrites a graph so that only pooled states leave it: per tap one product `weights [batch,
/// 1, tokens] x state [batch, tokens, features]`, all of them concatenated to `[batch, layers,
/// features]`.
final class Pooled {
  static final String WEIGHTS = "lamina.weights";
  static final String STATES = "lamina.states";

  private Pooled() {}

  static ModelProto of(ModelProto model, List<String> taps) {
    GraphProto graph = model.getGraph();
    Set<String> needed = new HashSet<>(taps);
    List<NodeProto> nodes = new ArrayList<>();
    for (NodeProto node : graph.getNodeList().reversed()) {
      if (node.getOutputList().stream().anyMatch(needed::contains)) {
        needed.addAll(node.getInputList());
        nodes.add(node);
      }
    }
    Collections.reverse(nodes);
    Set<String> held = new HashSet<>();
    GraphProto.Builder pooled = GraphProto.newBuilder().setName("lamina");
    graph.getInitializerList().stream()
        .filter(tensor -> needed.contains(tensor.getName()))
        .forEach(
            tensor -> {
              held.add(tensor.getName());
              pooled.addInitializer(tensor);
            });
    // Old graphs list their initializers among the inputs, too.
    graph.getInputList().stream()
        .filter(input -> needed.contains(input.getName()) && !held.contains(input.getName()))
        .forEach(pooled::addInput);
    pooled
        .addInput(Nodes.tensor(WEIGHTS, DataType.FLOAT, 0, 0, 0))
        .addAllNode(nodes)
        .addOutput(Nodes.tensor(STATES, DataType.FLOAT, 0, 0, 0));
    NodeProto.Builder concat = NodeProto.newBuilder().setOpType("Concat").addOutput(STATES);
    concat.addAttribute(Nodes.integer("axis", 1));
    for (int layer : IntStream.range(0, taps.size()).toArray()) {
      String state = STATES + ".float." + layer;
      String row = STATES + "." + layer;
      pooled.addNode(
          Nodes.node("Cast", state, taps.get(layer))
              .addAttribute(Nodes.integer("to", DataType.FLOAT_VALUE)));
      pooled.addNode(Nodes.node("MatMul", row, WEIGHTS, state));
      concat.addInput(row);
    }
    return ModelProto.newBuilder()
        .setIrVersion(Math.max(4, model.getIrVersion()))
        .addAllOpsetImport(model.getOpsetImportList())
        .setGraph(pooled.addNode(concat))
        .build();
  }
}
