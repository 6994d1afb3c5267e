package dev.lamina.extraction;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Shapes of what a graph holds itself: initializers and Constant nodes.
final class GraphConstants {
  private final Map<String, List<Long>> shapes = new HashMap<>();

  GraphConstants(GraphProto graph) {
    for (TensorProto tensor : graph.getInitializerList()) {
      shapes.put(tensor.getName(), tensor.getDimsList());
    }
    for (NodeProto node : graph.getNodeList()) {
      if (node.getOutputCount() > 0) {
        node(node).ifPresent(dims -> shapes.put(node.getOutput(0), dims));
      }
    }
  }

  private Optional<List<Long>> node(NodeProto node) {
    return switch (node.getOpType()) {
      case "Constant" -> Optional.of(value(node));
      // Exporters share equal weights through Identity and store some in another precision.
      case "Identity", "Cast" -> node.getInputList().stream().findFirst().flatMap(this::shape);
      default -> Optional.empty();
    };
  }

  private static List<Long> value(NodeProto constant) {
    return constant.getAttributeList().stream()
        .filter(AttributeProto::hasT)
        .findFirst()
        .map(attribute -> attribute.getT().getDimsList())
        .orElse(List.of());
  }

  Optional<List<Long>> shape(String tensor) {
    return Optional.ofNullable(shapes.get(tensor));
  }

  boolean isScalar(String tensor) {
    return shape(tensor).filter(dims -> dims.stream().allMatch(dim -> dim == 1)).isPresent();
  }
}
