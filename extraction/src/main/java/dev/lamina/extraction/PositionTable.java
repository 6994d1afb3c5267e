package dev.lamina.extraction;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// Finds how many tokens a graph's table of learned positions allows: the table as wide as that
/// of the words whose index does not come from the words or their types.
final class PositionTable {
  private final Map<String, NodeProto> producers = new HashMap<>();
  private final GraphConstants constants;
  private final GraphProto graph;

  PositionTable(GraphProto graph, GraphConstants constants) {
    this.graph = graph;
    this.constants = constants;
    for (NodeProto node : graph.getNodeList()) {
      node.getOutputList().forEach(output -> producers.put(output, node));
    }
  }

  /// The fewest tokens that any table allows; empty when there is none (rotary or relative
  /// positions).
  OptionalInt tokens() {
    Set<Long> wordWidths = new HashSet<>();
    Map<List<Long>, Integer> positions = new HashMap<>();
    for (NodeProto node : graph.getNodeList()) {
      List<Long> table = table(node);
      if (table.size() != 2) {
        continue;
      }
      if (node.getOpType().equals("EmbedLayerNormalization")) {
        wordWidths.add(table.getLast());
        positions.put(table, 0);
        continue;
      }
      Origin origin = origin(node.getInput(1));
      boolean counted = origin.operators().contains("CumSum");
      if (origin.inputs().contains(TokenFlow.INPUT_IDS) && !counted) {
        wordWidths.add(table.getLast());
      } else if (!origin.inputs().contains("token_type_ids")) {
        // Positions counted over the mask start behind the padding index, at 2 (RoBERTa, OPT).
        positions.put(table, counted ? 2 : 0);
      }
    }
    return positions.entrySet().stream()
        .filter(entry -> wordWidths.contains(entry.getKey().getLast()))
        .mapToLong(entry -> entry.getKey().getFirst() - entry.getValue())
        .filter(tokens -> tokens > 0 && tokens < Integer.MAX_VALUE)
        .mapToInt(tokens -> (int) tokens)
        .min();
  }

  private List<Long> table(NodeProto node) {
    int input =
        switch (node.getOpType()) {
          case "Gather" -> 0;
          case "EmbedLayerNormalization" -> 3;
          default -> Integer.MAX_VALUE;
        };
    return input < node.getInputCount() && node.getInputCount() > 1
        ? constants.shape(node.getInput(input)).orElse(List.of())
        : List.of();
  }

  private record Origin(Set<String> inputs, Set<String> operators) {}

  /// What a tensor's values come from; sizes carry no values.
  private Origin origin(String tensor) {
    Set<String> inputs = new HashSet<>();
    Set<String> operators = new HashSet<>();
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(tensor));
    while (!open.isEmpty()) {
      String next = open.pop();
      NodeProto node = producers.get(next);
      if (!seen.add(next)) {
        continue;
      }
      if (node == null) {
        inputs.add(next);
      } else if (!node.getOpType().equals("Shape")) {
        operators.add(node.getOpType());
        node.getInputList().forEach(open::push);
      }
    }
    return new Origin(inputs, operators);
  }
}
