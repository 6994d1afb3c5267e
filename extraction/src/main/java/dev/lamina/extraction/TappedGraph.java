package dev.lamina.extraction;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.lamina.extraction.ModelException.Kind;
import dev.lamina.extraction.checkpoint.AdapterSlot;
import dev.lamina.extraction.checkpoint.Checkpoint;
import dev.lamina.extraction.checkpoint.Outline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A model's graph with one output, the pooled states of all layers, and only what that output
/// needs.
///
/// @param model to run: inputs of the original that are still needed and [Pooled#WEIGHTS] in,
///     [Pooled#STATES] out
/// @param inputs what the original wants to be fed
/// @param tokenLimit rows of the table of positions, where there is one
/// @param vocabulary token ids are smaller, where that is known
/// @param paddable whether rows of different length may share a run: not when a graph that may
///     look at the padding takes no mask
/// @param keeps whether its last state is of the tokens of [Checkpoint#KEPT] alone, an input
/// @param slots where adapters may add
record TappedGraph(
    ModelProto model,
    List<GraphInput> inputs,
    int layers,
    int features,
    OptionalInt tokenLimit,
    OptionalInt vocabulary,
    long parameters,
    String lastLayer,
    boolean paddable,
    boolean keeps,
    List<AdapterSlot> slots) {
  private static final Set<DataType> FLOATS =
      Set.of(DataType.FLOAT, DataType.FLOAT16, DataType.BFLOAT16, DataType.DOUBLE);

  TappedGraph {
    inputs = List.copyOf(inputs);
    slots = List.copyOf(slots);
  }

  /// A checkpoint's graph. Where it takes no mask each token sees only those before it, so
  /// padding on the right is never looked at.
  static TappedGraph of(Checkpoint checkpoint) throws ModelException {
    ModelProto pooled =
        Pooled.of(checkpoint.model(), checkpoint.states(), Optional.of(Checkpoint.KEPT));
    List<GraphInput> inputs = new ArrayList<>();
    for (ValueInfoProto input : pooled.getGraph().getInputList()) {
      if (GraphInput.isOne(input)) {
        inputs.add(GraphInput.of(input));
      }
    }
    Outline outline = checkpoint.outline();
    return new TappedGraph(
        pooled,
        inputs,
        checkpoint.states().size(),
        outline.features(),
        outline.positions(),
        OptionalInt.of(outline.vocabulary()),
        checkpoint.parameters(),
        outline.lastLayer(),
        true,
        true,
        checkpoint.slots());
  }

  static TappedGraph of(OnnxFile file) throws ModelException {
    GraphProto graph = file.model().getGraph();
    if (graph.getInputList().stream().noneMatch(i -> i.getName().equals(TokenFlow.INPUT_IDS))) {
      throw new ModelException(
          Kind.UNSUPPORTED,
          "'%s' has no input 'input_ids', only %s. Give a text model, exported for feature-extraction."
              .formatted(
                  file.file(),
                  graph.getInputList().stream().map(ValueInfoProto::getName).toList()));
    }
    GraphConstants constants = new GraphConstants(graph);
    Taps taps = Taps.find(richest(graph, constants));
    ModelProto pooled = Pooled.of(file.model(), taps.tensors(), Optional.empty());
    List<GraphInput> inputs = new ArrayList<>();
    for (ValueInfoProto input : pooled.getGraph().getInputList()) {
      if (!input.getName().equals(Pooled.WEIGHTS)) {
        inputs.add(GraphInput.of(input));
      }
    }
    return new TappedGraph(
        pooled,
        inputs,
        taps.tensors().size(),
        features(taps.tensors(), new Widths(graph, constants)),
        new PositionTable(graph, constants).tokens(),
        OptionalInt.empty(),
        parameters(pooled.getGraph()),
        taps.lastLayer(),
        inputs.stream().anyMatch(input -> input.role() == GraphInput.Role.ATTENTION_MASK),
        false,
        List.of());
  }

  /// Where adapters may add; there is nowhere in a graph that only its structure is known of.
  List<AdapterSlot> requireSlots() throws ModelException {
    if (slots.isEmpty()) {
      throw new ModelException(
          Kind.UNSUPPORTED,
          "An adapter needs a Hugging Face checkpoint as its base: an ONNX graph does not tell which of its products are linear layers. Give the checkpoint.");
    }
    return slots;
  }

  /// The output behind the most blocks; the first of several (a pooled one follows the hidden
  /// states it pools).
  private static Segments richest(GraphProto graph, GraphConstants constants) {
    Segments best = null;
    long most = -1;
    for (ValueInfoProto output : graph.getOutputList()) {
      Segments segments = new Segments(TokenFlow.to(output.getName(), graph), constants);
      if (segments.blocks() > most) {
        most = segments.blocks();
        best = segments;
      }
    }
    return best == null ? new Segments(TokenFlow.to(TokenFlow.INPUT_IDS, graph), constants) : best;
  }

  private static int features(List<String> taps, Widths widths) throws ModelException {
    // A reshape in between hides a width; what is not seen here is held to the first run's shape.
    List<Integer> found =
        taps.stream().map(widths::of).flatMapToInt(OptionalInt::stream).boxed().distinct().toList();
    if (found.size() != 1) {
      throw new ModelException(
          Kind.UNSUPPORTED,
          "The hidden states of this graph are not all of one known width (found %s). Export the plain model, unfused, with static hidden sizes."
              .formatted(found));
    }
    return found.getFirst();
  }

  private static long parameters(GraphProto graph) throws ModelException {
    long parameters = 0;
    for (TensorProto tensor : graph.getInitializerList()) {
      if (FLOATS.contains(DataType.forNumber(tensor.getDataType()))) {
        parameters += TensorBytes.elements(tensor);
      }
    }
    return parameters;
  }
}
