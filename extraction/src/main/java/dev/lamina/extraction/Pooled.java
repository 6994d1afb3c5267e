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
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Rewrites a graph so that only pooled states leave it: per tap one product `weights [batch,
/// 1, tokens] x state [batch, tokens, features]`, all of them concatenated to `[batch, layers,
/// features]`. Where the last state is of some tokens alone, so are its weights.
final class Pooled {
  static final String WEIGHTS = "lamina.weights";
  static final String STATES = "lamina.states";
  private static final String KEPT_WEIGHTS = WEIGHTS + ".kept";

  private Pooled() {}

  /// @param kept the input that names the tokens of the last state, as [Checkpoint#KEPT] does;
  ///     without one it is of all
  static ModelProto of(ModelProto model, List<String> taps, Optional<String> kept) {
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
    kept.ifPresent(name -> pooled.addAllNode(keptWeights(name)));
    NodeProto.Builder concat = NodeProto.newBuilder().setOpType("Concat").addOutput(STATES);
    concat.addAttribute(Nodes.integer("axis", 1));
    for (int layer : IntStream.range(0, taps.size()).toArray()) {
      String state = STATES + ".float." + layer;
      String row = STATES + "." + layer;
      pooled.addNode(
          Nodes.node("Cast", state, taps.get(layer))
              .addAttribute(Nodes.integer("to", DataType.FLOAT_VALUE)));
      boolean last = layer == taps.size() - 1;
      String weights = last && kept.isPresent() ? KEPT_WEIGHTS : WEIGHTS;
      pooled.addNode(Nodes.node("MatMul", row, weights, state));
      concat.addInput(row);
    }
    return ModelProto.newBuilder()
        .setIrVersion(Math.max(4, model.getIrVersion()))
        .addAllOpsetImport(model.getOpsetImportList())
        .setGraph(pooled.addNode(concat))
        .build();
  }

  /// `[batch, 1, kept]` of `[batch, 1, tokens]`.
  private static List<NodeProto> keptWeights(String kept) {
    String column = WEIGHTS + ".column";
    String columns = KEPT_WEIGHTS + ".columns";
    return List.of(
        Nodes.node("Flatten", column, WEIGHTS).addAttribute(Nodes.integer("axis", 3)).build(),
        Nodes.node("Gather", columns, column, kept).build(),
        Nodes.node("Transpose", KEPT_WEIGHTS, columns)
            .addAttribute(Nodes.integers("perm", 0, 2, 1))
            .build());
  }
}
