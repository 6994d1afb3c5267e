package dev.lamina.extraction;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// A flow divided at its single-tensor cuts, the tensors that every path from `input_ids` to
/// the output passes: its dominators. Segment i leads from cut i to cut i + 1.
final class Segments {
  private static final Set<String> PRODUCTS =
      Set.of("MatMul", "Gemm", "MatMulInteger", "FusedMatMul", "Einsum", "MatMulNBits");
  private static final Set<String> NORM_STEPS =
      Set.of(
          "Add",
          "Sub",
          "Mul",
          "Div",
          "Pow",
          "Sqrt",
          "Rsqrt",
          "Reciprocal",
          "Cast",
          "Identity",
          "Abs",
          "Max",
          "Clip",
          "Expand");
  private static final Set<String> NORM_CORES =
      Set.of(
          "ReduceMean",
          "ReduceSum",
          "ReduceL2",
          "LayerNormalization",
          "RMSNormalization",
          "SimplifiedLayerNormalization",
          "SkipLayerNormalization",
          "SkipSimplifiedLayerNormalization");

  private static final Set<String> CASTS = Set.of("Cast", "Identity", "Reshape", "Dropout");

  private final TokenFlow flow;
  private final GraphConstants constants;
  private final List<Integer> cuts;

  Segments(TokenFlow flow, GraphConstants constants) {
    this.flow = flow;
    this.constants = constants;
    this.cuts = cuts(flow);
  }

  /// In topological order every tensor lies on some path, so one is a cut exactly if no edge
  /// jumps over it.
  private static List<Integer> cuts(TokenFlow flow) {
    List<Integer> cuts = new ArrayList<>();
    int farthest = 0;
    for (int i = 0; i < flow.tensors().size(); i++) {
      if (farthest <= i) {
        cuts.add(i);
      }
      farthest = Math.max(farthest, flow.farthest().get(i));
    }
    return cuts;
  }

  /// Number of segments; there is one more cut.
  int count() {
    return cuts.size() - 1;
  }

  /// How many segments attend.
  int blocks() {
    return (int) IntStream.range(0, count()).filter(this::attends).count();
  }

  String cut(int index) {
    return flow.tensors().get(cuts.get(index));
  }

  /// Whether segment `index` mixes tokens: an attention operator, or a Softmax beside a product
  /// of two tensors that both depend on the tokens (a router's Softmax has none).
  boolean attends(int index) {
    boolean softmax = false;
    boolean mixes = false;
    for (NodeProto node : nodes(index)) {
      String op = node.getOpType();
      if (op.endsWith("Attention")) {
        return true;
      }
      softmax |= op.equals("Softmax");
      mixes |=
          PRODUCTS.contains(op)
              && node.getInputList().stream().limit(2).filter(flow::carries).count() == 2;
    }
    return softmax && mixes;
  }

  /// The cut behind the segments from cut `from` on that change a tensor's type or shape at
  /// most.
  int afterCasts(int from) {
    int end = from;
    while (end < count()
        && nodes(end).stream().allMatch(node -> CASTS.contains(node.getOpType()))) {
      end++;
    }
    return end;
  }

  /// Whether segment `index` is a residual block of its own: two products or more that no
  /// single tensor divides.
  boolean transforms(int index) {
    return index < count()
        && nodes(index).stream().filter(node -> PRODUCTS.contains(node.getOpType())).count() >= 2;
  }

  /// The cut behind the normalisation that starts at cut `from`; `from` itself when none does.
  int afterNorm(int from) {
    boolean core = false;
    int end = from;
    for (int i = from; i < count() && normStep(i); i++) {
      boolean reduces = nodes(i).stream().anyMatch(node -> NORM_CORES.contains(node.getOpType()));
      // A second mean is the next norm; a scalar factor behind the mean is the head's, not the
      // norm's.
      if (core && (startsNorm(i) || scalesByOneNumber(i))) {
        break;
      }
      core |= reduces;
      end = i + 1;
    }
    return core ? end : from;
  }

  /// Whether the node that makes a cut is a whole norm.
  boolean isNorm(int cut) {
    return flow.producer(cut(cut)).getOpType().endsWith("Normalization");
  }

  private boolean normStep(int index) {
    return nodes(index).stream()
        .map(NodeProto::getOpType)
        .allMatch(op -> NORM_STEPS.contains(op) || NORM_CORES.contains(op));
  }

  /// A centred norm divides in a second segment, so only a step that subtracts the mean or is a
  /// whole norm starts anew.
  private boolean startsNorm(int index) {
    return nodes(index).stream()
        .anyMatch(
            node ->
                node.getOpType().endsWith("Normalization")
                    || (node.getOpType().equals("Sub")
                        && node.getInputList().stream().allMatch(flow::carries)));
  }

  private boolean scalesByOneNumber(int index) {
    NodeProto last = flow.producer(cut(index + 1));
    return last.getInputList().stream().anyMatch(constants::isScalar);
  }

  private List<NodeProto> nodes(int index) {
    return flow.tensors().subList(cuts.get(index) + 1, cuts.get(index + 1) + 1).stream()
        .map(flow::producer)
        .toList();
  }
}
