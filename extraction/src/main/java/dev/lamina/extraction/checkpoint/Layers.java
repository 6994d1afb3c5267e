package dev.lamina.extraction.checkpoint;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.onnx.Nodes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What transformers are made of, as parts of a graph. Unless said otherwise a value is `[tokens
/// of all rows, features]`, so that every linear layer is one matrix product.
final class Layers {
  private final Weights weights;
  private final GraphBuilder graph;
  private final List<AdapterSlot> slots = new ArrayList<>();
  private final List<Value> states = new ArrayList<>();
  private final Map<Integer, Value> shapes = new HashMap<>();

  Layers(Weights weights, GraphBuilder graph) {
    this.weights = weights;
    this.graph = graph;
  }

  List<AdapterSlot> slots() {
    return List.copyOf(slots);
  }

  /// Names of the hidden states so far, each `[batch, tokens, features]`, behind the last block
  /// `[batch, kept, features]`.
  List<String> states() {
    return states.stream().map(Value::name).toList();
  }

  Value inputIds() {
    return graph.input("input_ids", DataType.INT64, 0, 0);
  }

  /// Positions from 0 on, `[batch, tokens]`.
  Value positions() {
    return graph.input("position_ids", DataType.INT64, 0, 0);
  }

  /// `[1, tokens]`.
  Value positionsOfOneRow() {
    return graph.node("Gather", positions(), graph.integers(0));
  }

  Value tokenTypes() {
    return graph.input("token_type_ids", DataType.INT64, 0, 0);
  }

  /// How many rows a table has.
  int rows(String name) {
    return weights.rows(name);
  }

  /// How one block is written.
  interface Block {

    /// @param x what the block before gave, of all tokens
    /// @param attention what it looks through; what it gives is of [Attention#from] those tokens
    Value write(int index, Value x, Attention attention) throws ModelException;
  }

  /// Block after block, the state before each declared.
  Value blocks(int count, int features, Value x, Block block) throws ModelException {
    Attention all = new Attention(graph, this, Queries.all(graph, this));
    Attention last = new Attention(graph, this, Queries.kept(graph, this));
    for (int i = 0; i < count; i++) {
      state(x, features);
      x = block.write(i, x, i < count - 1 ? all : last);
    }
    return x;
  }

  /// Angles of rotary positions.
  Rotary rotary(Rope.Turning turning) {
    return Rotary.of(turning, positions(), graph);
  }

  /// Declares a value to be the next hidden state.
  void state(Value value, int features) {
    states.add(byRow(value, features));
  }

  /// Rows of a table, by indices `[batch, tokens]`.
  Value embedding(String name, int features, Value indices) throws ModelException {
    return byToken(graph.node("Gather", table(name, features), indices), features);
  }

  private Value table(String name, int features) throws ModelException {
    long rows = Math.max(1, weights.rows(name));
    return graph.weight(weights.require(name, List.of(rows, (long) features)));
  }

  /// A linear layer `[out, in]`, with its slot for an adapter.
  Value linear(String module, int in, int out, boolean biased, Value x) throws ModelException {
    Value weight =
        graph.weight(weights.require(module + ".weight", List.of((long) out, (long) in)));
    Optional<Value> bias = Optional.empty();
    if (biased) {
      bias = Optional.of(vector(module + ".bias", out));
    }
    return adapted(module, in, out, x, product(x, weight, bias, Nodes.integer("transB", 1)));
  }

  /// A linear layer whose weight is stored transposed, `[in, out]`.
  Value transposedLinear(String module, int in, int out, Value x) throws ModelException {
    Value weight =
        graph.weight(weights.require(module + ".weight", List.of((long) in, (long) out)));
    Value bias = vector(module + ".bias", out);
    return adapted(module, in, out, x, product(x, weight, Optional.of(bias)));
  }

  private Value product(Value x, Value weight, Optional<Value> bias, AttributeProto... attributes) {
    List<Value> inputs = Stream.concat(Stream.of(x, weight), bias.stream()).toList();
    return graph.node("Gemm", inputs, attributes);
  }

  private Value adapted(String module, int in, int out, Value x, Value y) {
    AdapterSlot slot = new AdapterSlot(module, in, out);
    slots.add(slot);
    Value a = graph.computed(graph.input(slot.inputA(), DataType.FLOAT, 0, in));
    Value b = graph.computed(graph.input(slot.inputB(), DataType.FLOAT, out, 0));
    Value inner = product(x, a, Optional.empty(), Nodes.integer("transB", 1));
    return product(inner, b, Optional.of(y), Nodes.integer("transB", 1));
  }

  /// Divided by the root mean square, times a weight.
  Value rmsNorm(String module, int features, double epsilon, Value x) throws ModelException {
    return rmsNorm(vector(module + ".weight", features), epsilon, x);
  }

  /// The same, times one more than the weight that is stored.
  Value rmsNormPlusOne(String module, int features, double epsilon, Value x) throws ModelException {
    Value stored = vector(module + ".weight", features);
    return rmsNorm(graph.node("Add", stored, graph.number(1)), epsilon, x);
  }

  private Value rmsNorm(Value weight, double epsilon, Value x) {
    return graph.node(
        "RMSNormalization",
        List.of(x, weight),
        Nodes.integer("axis", -1),
        Nodes.number("epsilon", epsilon));
  }

  /// Centred and divided by the standard deviation, times a weight, plus a bias. Old files call
  /// them gamma and beta.
  ///
  /// Written as the RMS norm of what is centred, which is the same: ONNX Runtime's own layer norm
  /// took four times as long, a tenth of a small encoder's time.
  Value layerNorm(String module, int features, double epsilon, Value x) throws ModelException {
    Value weight = vector(module + ".weight", features, module + ".gamma");
    Value bias = vector(module + ".bias", features, module + ".beta");
    Value mean = graph.node("ReduceMean", x, graph.integers(-1));
    return graph.node("Add", rmsNorm(weight, epsilon, graph.node("Sub", x, mean)), bias);
  }

  /// Divides features into `parts` of equal width.
  List<Value> split(Value x, int parts) {
    return graph.nodes(
        "Split", parts, List.of(x), Nodes.integer("axis", -1), Nodes.integer("num_outputs", parts));
  }

  /// A value of equal parts as one row per part.
  Value perHead(Value x, int headSize) {
    return graph.node("Reshape", x, graph.integers(-1, headSize));
  }

  /// The inverse of [#perHead], or of [#byRow].
  Value byToken(Value x, int features) {
    return graph.node("Reshape", x, graph.integers(-1, features));
  }

  /// `[batch, tokens, features]`, of as many tokens as each row has here.
  Value byRow(Value x, int features) {
    return graph.node("Reshape", x, shape(features));
  }

  private Value shape(int features) {
    return shapes.computeIfAbsent(
        features,
        width ->
            graph.node(
                "Concat", List.of(batch(), graph.integers(-1, width)), Nodes.integer("axis", 0)));
  }

  private Value batch() {
    return graph.node("Shape", List.of(inputIds()), Nodes.integer("end", 1));
  }

  Value add(Value a, Value b) {
    return graph.node("Add", a, b);
  }

  /// Positions of tokens counted over those that are not `padding`, from `padding + 1` on.
  Value positionsBehind(int padding) {
    Value token =
        graph.cast(
            graph.node("Not", graph.node("Equal", inputIds(), graph.integers(padding))),
            DataType.INT64);
    Value counted = graph.node("Mul", graph.node("CumSum", token, graph.scalar(1)), token);
    return graph.node("Add", counted, graph.integers(padding));
  }

  /// Row 0 of a table, the same for every token.
  Value firstRow(String name, int features) throws ModelException {
    return graph.node("Gather", table(name, features), graph.integers(0));
  }

  Value multiply(Value a, Value b) {
    return graph.node("Mul", a, b);
  }

  Value scale(Value a, double factor) {
    return graph.node("Mul", a, graph.number(factor));
  }

  /// An activation function by the name that `config.json` gives it.
  Value activation(String name, ModelConfig config, Value x) throws ModelException {
    return switch (name) {
      case "silu", "swish" -> graph.node("Mul", x, graph.node("Sigmoid", x));
      case "gelu" -> graph.node("Gelu", x);
      case "gelu_new", "gelu_pytorch_tanh", "gelu_fast" ->
          graph.node("Gelu", List.of(x), Nodes.text("approximate", "tanh"));
      case "relu" -> graph.node("Relu", x);
      default ->
          throw config.unsupported(
              "wants the activation '"
                  + name
                  + "'; silu, gelu, gelu_new, gelu_pytorch_tanh and relu are known");
    };
  }

  /// An MLP whose inner features are gated: `down(activation(gate x) * up x)`.
  Value gatedMlp(String module, ModelConfig config, String function, boolean biased, Value x)
      throws ModelException {
    int features = config.count("hidden_size");
    int inner = config.count("intermediate_size");
    Value gate = linear(module + ".gate_proj", features, inner, biased, x);
    Value up = linear(module + ".up_proj", features, inner, biased, x);
    Value gated = multiply(activation(function, config, gate), up);
    return linear(module + ".down_proj", inner, features, biased, gated);
  }

  private Value vector(String name, int features, String... older) throws ModelException {
    return graph.weight(weights.require(name, List.of((long) features), older));
  }
}
