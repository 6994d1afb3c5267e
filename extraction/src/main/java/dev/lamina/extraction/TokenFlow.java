package dev.lamina.extraction;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// What flows from the token ids to one output: the tensors that depend on the values of
/// `input_ids` (a path through Shape carries no values) and that the output depends on, in the
/// graph's topological order.
///
/// @param tensors names, the first is `input_ids`, the last the output
/// @param producers for each tensor but the first, the node that makes it
/// @param farthest for each tensor, the index of the last tensor made from it directly
record TokenFlow(List<String> tensors, Map<String, NodeProto> producers, List<Integer> farthest) {
  static final String INPUT_IDS = "input_ids";
  private static final Set<String> VALUELESS = Set.of("Shape", "Size");

  /// The flow to `output`; a single tensor when the output does not depend on `input_ids`.
  static TokenFlow to(String output, GraphProto graph) {
    Set<String> reached = reachedFromIds(graph);
    Set<String> needed = neededFor(output, graph, reached);
    List<String> tensors = new ArrayList<>(List.of(INPUT_IDS));
    Map<String, NodeProto> producers = new LinkedHashMap<>();
    Map<String, Integer> index = new HashMap<>(Map.of(INPUT_IDS, 0));
    Map<Integer, Integer> farthest = new HashMap<>();
    for (NodeProto node : graph.getNodeList()) {
      for (Edge edge : Edge.of(node)) {
        if (!needed.contains(edge.output())) {
          continue;
        }
        int to = tensors.size();
        for (String input : edge.inputs()) {
          Integer from = index.get(input);
          if (from != null) {
            farthest.put(from, to);
          }
        }
        tensors.add(edge.output());
        producers.put(edge.output(), node);
        index.put(edge.output(), to);
      }
    }
    List<Integer> reach =
        IntStream.range(0, tensors.size())
            .mapToObj(from -> farthest.getOrDefault(from, from))
            .toList();
    return new TokenFlow(List.copyOf(tensors), Map.copyOf(producers), reach);
  }

  boolean carries(String tensor) {
    return tensor.equals(INPUT_IDS) || producers.containsKey(tensor);
  }

  NodeProto producer(String tensor) {
    NodeProto node = producers.get(tensor);
    return node == null ? NodeProto.getDefaultInstance() : node;
  }

  private static Set<String> reachedFromIds(GraphProto graph) {
    Set<String> reached = new HashSet<>(Set.of(INPUT_IDS));
    for (NodeProto node : graph.getNodeList()) {
      if (!VALUELESS.contains(node.getOpType())
          && node.getInputList().stream().anyMatch(reached::contains)) {
        reached.addAll(node.getOutputList());
      }
    }
    reached.remove("");
    return reached;
  }

  private static Set<String> neededFor(String output, GraphProto graph, Set<String> reached) {
    Set<String> needed = new HashSet<>();
    if (reached.contains(output)) {
      needed.add(output);
    }
    for (int i = graph.getNodeCount() - 1; i >= 0; i--) {
      NodeProto node = graph.getNode(i);
      if (VALUELESS.contains(node.getOpType())) {
        continue;
      }
      for (Edge edge : Edge.of(node).reversed()) {
        if (needed.contains(edge.output())) {
          edge.inputs().stream().filter(reached::contains).forEach(needed::add);
        }
      }
    }
    return needed;
  }

  /// One output of a node with what it is made from.
  private record Edge(List<String> inputs, String output) {
    /// The sum of a fused skip-and-normalise node is made from its inputs and the normalised
    /// output from the sum, so the sum is a place where all paths meet.
    private static List<Edge> of(NodeProto node) {
      List<String> outputs = node.getOutputList();
      if (node.getOpType().startsWith("Skip") && outputs.size() == 4 && !outputs.get(3).isEmpty()) {
        return List.of(
            new Edge(node.getInputList(), outputs.get(3)),
            new Edge(List.of(outputs.get(3)), outputs.get(0)));
      }
      return outputs.stream()
          .filter(output -> !output.isEmpty())
          .map(output -> new Edge(node.getInputList(), output))
          .toList();
    }
  }
}
