package dev.lamina.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The rule on graphs written down as operators: `x` is a state, everything else a step.
class TapsTest {

  @Test
  void aHeadBehindTheFinalNormIsNoLayer() throws ModelException {
    Graph graph = new Graph().embed();
    graph.preNormBlock().preNormBlock().norm("ln").node("MatMul", "logits", "ln", "w");

    Taps taps = graph.taps("logits");

    assertThat(taps.tensors()).containsExactly("x0", "x1", "ln");
    assertThat(taps.lastLayer()).isEqualTo("output of the last block, after the final norm");
  }

  @Test
  void aFactorOnTheHeadDoesNotBelongToTheNorm() throws ModelException {
    Graph graph = new Graph().embed();
    graph
        .preNormBlock()
        .norm("ln")
        .node("Mul", "scaled", "ln", "one")
        .node("MatMul", "y", "scaled", "w");

    assertThat(graph.taps("y").tensors()).containsExactly("x0", "ln");
  }

  @Test
  void aRoutersSoftmaxIsNoAttention() throws ModelException {
    Graph graph = new Graph().embed();
    graph.preNormBlock().routed().preNormBlock().routed();

    assertThat(graph.taps("x2").tensors()).containsExactly("x0", "x1", "x2");
  }

  @Test
  void sizesOfATensorCarryNoPath() throws ModelException {
    // Given a mask made from the sizes of the ids, used in each block
    Graph graph = new Graph().node("Shape", "sizes", "input_ids").embed();
    graph.mask = "sizes";

    graph.preNormBlock().preNormBlock();

    assertThat(graph.taps("x2").tensors()).containsExactly("x0", "x1", "x2");
  }

  @Test
  void blocksThatAreNotAlikeAreRefused() {
    // Given a block without attention between two with it
    Graph graph = new Graph().embed();
    graph.preNormBlock().convolution().preNormBlock();

    assertThatThrownBy(() -> graph.taps("x2"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("blocks 1 and 2 are not built alike");
  }

  @Test
  void anOutputThatDoesNotDependOnTheIdsIsRefused() {
    Graph graph = new Graph().node("Shape", "sizes", "input_ids");

    assertThatThrownBy(() -> graph.taps("sizes"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("no block with attention");
  }

  private static final class Graph {
    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private String mask = "w";
    private String state = "";
    private int blocks;
    private int steps;

    Graph() {
      weight("w", List.of(8L, 8L));
      weight("one", List.of(1L));
    }

    private void weight(String name, List<Long> shape) {
      graph.addInitializer(TensorProto.newBuilder().setName(name).addAllDims(shape));
    }

    Graph node(String op, String output, String... inputs) {
      graph.addNode(
          NodeProto.newBuilder().setOpType(op).addAllInput(List.of(inputs)).addOutput(output));
      return this;
    }

    private String step(String op, String... inputs) {
      String output = "step" + steps++;
      node(op, output, inputs);
      return output;
    }

    Graph embed() {
      state = "x0";
      return node("Gather", state, "w", "input_ids");
    }

    Graph norm(String output) {
      return node("LayerNormalization", output, state, "w", "w");
    }

    /// x + attention(norm(x)), then x + mlp(norm(x)).
    Graph preNormBlock() {
      String normed = step("LayerNormalization", state, "w", "w");
      String query = step("MatMul", normed, "w");
      String key = step("MatMul", normed, "w");
      String masked = step("Add", step("MatMul", query, key), mask);
      String mixed = step("MatMul", step("Softmax", masked), normed);
      String attended = step("Add", state, mixed);
      String inner =
          step("Relu", step("MatMul", step("LayerNormalization", attended, "w", "w"), "w"));
      return residual(attended, step("MatMul", inner, "w"), "x" + ++blocks);
    }

    /// The MLP of the last block once more, as experts chosen by a Softmax.
    Graph routed() {
      NodeProto last = graph.getNode(graph.getNodeCount() - 1);
      graph.removeNode(graph.getNodeCount() - 1);
      String gate = step("TopK", step("Softmax", step("MatMul", last.getInput(0), "w")));
      return residual(last.getInput(0), step("Mul", gate, last.getInput(1)), last.getOutput(0));
    }

    Graph convolution() {
      String mixed = step("Conv", state, "w");
      return residual(state, mixed, "c");
    }

    private Graph residual(String from, String change, String to) {
      node("Add", to, from, change);
      state = to;
      return this;
    }

    Taps taps(String output) throws ModelException {
      GraphProto built = graph.build();
      return Taps.find(new Segments(TokenFlow.to(output, built), new GraphConstants(built)));
    }
  }
}
