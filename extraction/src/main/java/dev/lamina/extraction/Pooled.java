package dev.lamina.extraction;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
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
    pooled.addInput(floats(WEIGHTS)).addAllNode(nodes).addOutput(floats(STATES));
    NodeProto.Builder concat = NodeProto.newBuilder().setOpType("Concat").addOutput(STATES);
    concat.addAttribute(integer("axis", 1));
    for (int layer : IntStream.range(0, taps.size()).toArray()) {
      String state = STATES + ".float." + layer;
      String row = STATES + "." + layer;
      pooled.addNode(
          node("Cast", state, taps.get(layer)).addAttribute(integer("to", DataType.FLOAT_VALUE)));
      pooled.addNode(node("MatMul", row, WEIGHTS, state));
      concat.addInput(row);
    }
    return ModelProto.newBuilder()
        .setIrVersion(Math.max(4, model.getIrVersion()))
        .addAllOpsetImport(model.getOpsetImportList())
        .setGraph(pooled.addNode(concat))
        .build();
  }

  private static NodeProto.Builder node(String op, String output, String... inputs) {
    return NodeProto.newBuilder().setOpType(op).addAllInput(List.of(inputs)).addOutput(output);
  }

  private static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  /// A float tensor of three dimensions, none of them fixed.
  private static ValueInfoProto floats(String name) {
    TensorShapeProto.Dimension any = TensorShapeProto.Dimension.getDefaultInstance();
    TensorShapeProto shape =
        TensorShapeProto.newBuilder().addDim(any).addDim(any).addDim(any).build();
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT_VALUE).setShape(shape).build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
