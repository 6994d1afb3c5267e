package dev.lamina.extraction.checkpoint;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import dev.lamina.extraction.onnx.Nodes;
import dev.lamina.extraction.safetensors.StoredTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Writes an ONNX graph, node by node. A weight is a reference into the checkpoint's own file;
/// what is computed from constants alone, ONNX Runtime computes once, when it loads the graph.
final class GraphBuilder {
  private static final long OPSET = 23;
  private static final long IR_VERSION = 11;
  private static final Map<String, DataType> TYPES =
      Map.of("F32", DataType.FLOAT, "F16", DataType.FLOAT16, "BF16", DataType.BFLOAT16);

  private record Constant(DataType type, ByteString bytes) {}

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("lamina");
  private final Map<String, Value> known = new HashMap<>();
  private final Map<Constant, Value> constants = new HashMap<>();
  private final Path folder;
  private final DataType compute;
  private long parameters;

  /// @param folder below which all weights lie, links resolved
  /// @param compute the type of all that is computed
  GraphBuilder(Path folder, DataType compute) {
    this.folder = folder;
    this.compute = compute;
  }

  /// Floating-point weights used so far.
  long parameters() {
    return parameters;
  }

  /// An input; the same for the same name.
  ///
  /// @param sizes of its dimensions; 0 stands for any
  Value input(String name, DataType type, long... sizes) {
    return known.computeIfAbsent(
        "input " + name,
        key -> {
          graph.addInput(Nodes.tensor(name, type, sizes));
          return new Value(name);
        });
  }

  /// A weight in the type that is computed in.
  Value weight(StoredTensor tensor) {
    return known.computeIfAbsent("weight " + tensor.name(), key -> newWeight(tensor));
  }

  private Value newWeight(StoredTensor tensor) {
    DataType type = TYPES.getOrDefault(tensor.type(), DataType.UNDEFINED);
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(tensor.name())
            .setDataType(type.getNumber())
            .addAllDims(tensor.shape())
            .setDataLocation(TensorProto.DataLocation.EXTERNAL)
            .addExternalData(entry("location", folder.relativize(tensor.file()).toString()))
            .addExternalData(entry("offset", Long.toString(tensor.offset())))
            .addExternalData(entry("length", Long.toString(tensor.bytes()))));
    parameters += tensor.elements();
    Value stored = new Value(tensor.name());
    return type == compute ? stored : cast(stored, compute);
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  /// Whole numbers, a constant vector.
  Value integers(long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    return constant(DataType.INT64, bytes, values.length);
  }

  /// A whole number without dimensions.
  Value scalar(long value) {
    return node("Squeeze", integers(value));
  }

  /// float32 numbers, a constant vector.
  Value floats(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return constant(DataType.FLOAT, bytes, values.length);
  }

  /// One number in the type that is computed in.
  Value number(double value) {
    return computed(floats((float) value));
  }

  private Value constant(DataType type, ByteBuffer bytes, long size) {
    ByteString raw = ByteString.copyFrom(bytes);
    return constants.computeIfAbsent(
        new Constant(type, raw),
        key -> {
          Value value = fresh();
          graph.addInitializer(
              TensorProto.newBuilder()
                  .setName(value.name())
                  .setDataType(type.getNumber())
                  .addDims(size)
                  .setRawData(raw));
          return value;
        });
  }

  Value cast(Value value, DataType type) {
    return node("Cast", List.of(value), Nodes.integer("to", type.getNumber()));
  }

  /// A float32 value in the type that is computed in.
  Value computed(Value single) {
    return compute == DataType.FLOAT ? single : cast(single, compute);
  }

  /// The output of a new node.
  Value node(String op, List<Value> inputs, AttributeProto... attributes) {
    return nodes(op, 1, inputs, attributes).getFirst();
  }

  /// The outputs of a new node.
  List<Value> nodes(String op, int count, List<Value> inputs, AttributeProto... attributes) {
    String name = fresh().name();
    List<Value> outputs =
        IntStream.range(0, count).mapToObj(i -> new Value(i == 0 ? name : name + "." + i)).toList();
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(op)
            .addAllInput(inputs.stream().map(Value::name).toList())
            .addAllOutput(outputs.stream().map(Value::name).toList())
            .addAllAttribute(List.of(attributes)));
    return outputs;
  }

  Value node(String op, Value... inputs) {
    return node(op, List.of(inputs));
  }

  private Value fresh() {
    return new Value("v" + (graph.getNodeCount() + graph.getInitializerCount()));
  }

  ModelProto model() {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
        .setGraph(graph)
        .build();
  }
}
