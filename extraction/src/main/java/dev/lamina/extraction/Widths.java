package dev.lamina.extraction;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// The last dimension of tensors, as far as declarations and weights tell it.
final class Widths {
  private final Map<String, Long> known = new HashMap<>();
  private final GraphConstants constants;

  Widths(GraphProto graph, GraphConstants constants) {
    this.constants = constants;
    Stream.of(graph.getValueInfoList(), graph.getOutputList(), graph.getInputList())
        .flatMap(List::stream)
        .forEach(this::declare);
    for (NodeProto node : graph.getNodeList()) {
      if (node.getOutputCount() > 0) {
        long width = known.getOrDefault(node.getOutput(0), derive(node));
        node.getOutputList().forEach(output -> known.putIfAbsent(output, width));
      }
    }
  }

  OptionalInt of(String tensor) {
    long width = width(tensor);
    return width > 1 && width < Integer.MAX_VALUE
        ? OptionalInt.of((int) width)
        : OptionalInt.empty();
  }

  private void declare(ValueInfoProto value) {
    TensorShapeProto shape = value.getType().getTensorType().getShape();
    if (shape.getDimCount() > 0) {
      long last = shape.getDim(shape.getDimCount() - 1).getDimValue();
      if (last > 0) {
        known.put(value.getName(), last);
      }
    }
  }

  private long width(String tensor) {
    return constants
        .shape(tensor)
        .map(dims -> dims.isEmpty() ? 1L : dims.getLast())
        .orElseGet(() -> known.getOrDefault(tensor, 0L));
  }

  /// 0 when unknown.
  private long derive(NodeProto node) {
    return switch (node.getOpType()) {
      case "Add",
          "Sub",
          "Mul",
          "Div",
          "Pow",
          "Where",
          "LayerNormalization",
          "RMSNormalization",
          "SimplifiedLayerNormalization",
          "SkipLayerNormalization",
          "SkipSimplifiedLayerNormalization" ->
          node.getInputList().stream().mapToLong(this::width).max().orElse(0);
      case "Cast", "Identity", "Dropout", "Relu", "Erf", "Tanh", "Sqrt", "Gelu", "Sigmoid" ->
          input(node, 0);
      case "MatMul" -> input(node, 1);
      case "Gather" -> matrix(node, 0).map(List::getLast).orElse(0L);
      case "EmbedLayerNormalization" -> input(node, 2);
      case "Gemm" -> matrix(node, 1).map(dims -> dims.get(transposed(node) ? 0 : 1)).orElse(0L);
      default -> 0;
    };
  }

  private long input(NodeProto node, int index) {
    return index < node.getInputCount() ? width(node.getInput(index)) : 0;
  }

  private Optional<List<Long>> matrix(NodeProto node, int index) {
    return index < node.getInputCount()
        ? constants.shape(node.getInput(index)).filter(dims -> dims.size() == 2)
        : Optional.empty();
  }

  private static boolean transposed(NodeProto gemm) {
    return gemm.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals("transB"))
        .map(AttributeProto::getI)
        .anyMatch(i -> i != 0);
  }
}
