package dev.lamina.extraction;

import static dev.lamina.extraction.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;
import dev.lamina.extraction.ModelException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What each bad model is told. None of them may reach native code that trusts it.
class BadModelTest {
  @TempDir private Path folder;

  @Test
  void aFolderWithoutAModel() {
    assertRefused(
        () -> ModelSource.at(folder),
        Kind.MISSING,
        "is no model: it has neither a file 'model.onnx' nor",
        "optimum-cli");
  }

  @Test
  void aFileOfAnotherName() {
    assertRefused(
        () -> ModelSource.at(folder.resolve("model.bin")),
        Kind.MISSING,
        "is no model: give the folder of a Hugging Face checkpoint");
  }

  @Test
  void aModelWithoutATokenizer() throws IOException {
    TinyModel model = TinyModel.in(folder, "bert");
    Files.delete(model.tokenizer());

    assertRefused(model::source, Kind.MISSING, "has no tokenizer, 'tokenizer.json' is missing");
  }

  @Test
  void aFileThatIsNoOnnx() throws IOException {
    TinyModel model = TinyModel.in(folder, "bert");
    Files.writeString(model.onnx(), "<html>not found</html>");

    assertRefused(model::open, Kind.CORRUPT, "model.onnx' cannot be read as ONNX");
  }

  @Test
  void anEmptyFile() throws IOException {
    TinyModel model = TinyModel.in(folder, "bert");
    Files.write(model.onnx(), new byte[0]);

    assertRefused(model::open, Kind.CORRUPT, "is no ONNX model: it has no graph");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 100, 1_000, 5_000, 10_000, 20_000, 28_000})
  void aTruncatedFile(int bytes) throws IOException {
    TinyModel model = TinyModel.in(folder, "bert");
    Files.write(model.onnx(), Arrays.copyOf(Files.readAllBytes(model.onnx()), bytes));

    assertRefused(model::open, Kind.CORRUPT, "model.onnx");
  }

  @Test
  void aLengthThatExceedsTheFile() throws IOException {
    // Given field 7 (the graph) with a length of 2 GiB - 1 and nothing behind it
    TinyModel model = TinyModel.in(folder, "bert");
    Files.write(model.onnx(), new byte[] {0x3a, -1, -1, -1, -1, 0x07});

    assertRefused(model::open, Kind.CORRUPT, "cannot be read as ONNX");
  }

  @Test
  void aGraphWithoutInputIds() throws IOException {
    TinyModel model =
        TinyModel.in(folder, "bert")
            .change(
                graph -> {
                  graph.getInputBuilder(0).setName("pixels");
                  graph.getNodeBuilderList().forEach(node -> replace(node, "input_ids", "pixels"));
                });

    assertRefused(model::open, Kind.UNSUPPORTED, "has no input 'input_ids', only [pixels,");
  }

  @Test
  void aGraphThatNeedsAnInputWeDoNotKnow() throws IOException {
    TinyModel model =
        TinyModel.in(folder, "bert")
            .change(
                graph -> {
                  graph.getInputBuilder(1).setName("past_key_values.0.key");
                  graph
                      .getNodeBuilderList()
                      .forEach(n -> replace(n, "attention_mask", "past_key_values.0.key"));
                });

    assertRefused(
        model::open, Kind.UNSUPPORTED, "needs the input 'past_key_values.0.key' of type INT64");
  }

  @Test
  void aGraphWithoutAttention() throws IOException {
    TinyModel model =
        TinyModel.in(folder, "bert")
            .change(
                graph -> ops(graph, "Softmax", node -> node.setOpType("Relu").clearAttribute()));

    assertRefused(model::open, Kind.UNSUPPORTED, "no block with attention lies between");
  }

  @Test
  void aGraphWithControlFlow() throws IOException {
    TinyModel model =
        TinyModel.in(folder, "bert")
            .change(
                graph ->
                    graph
                        .getNodeBuilder(0)
                        .addAttribute(
                            AttributeProto.newBuilder()
                                .setName("then_branch")
                                .setG(GraphProto.getDefaultInstance())));

    assertRefused(model::open, Kind.UNSUPPORTED, "holds a graph of its own");
  }

  @Test
  void anOperatorThatNobodyKnows() throws IOException {
    TinyModel model =
        TinyModel.in(folder, "bert")
            .change(graph -> ops(graph, "Erf", node -> node.setOpType("Conjure")));

    assertRefused(model::open, Kind.UNSUPPORTED, "ONNX Runtime does not load", "Conjure");
  }

  /// Optimizers follow such an axis out of their arrays; kernels check it.
  @Test
  void anAxisOutOfRange() throws IOException {
    TinyModel model =
        TinyModel.in(folder, "qwen3")
            .change(
                graph -> {
                  ByteString axis =
                      ByteString.copyFrom(new byte[] {3, 0, 0, (byte) 0xed, 0, 0, 0, 0});
                  ops(graph, "Slice", slice -> constant(graph, slice.getInput(3), axis));
                });

    assertRefused(model::open, Kind.FAILED, "Slice", "axis outside");
  }

  @ParameterizedTest
  @ValueSource(longs = {49, 1L << 40, Long.MAX_VALUE, -1})
  void aShapeThatLies(long words) throws IOException {
    TinyModel model = TinyModel.in(folder, "bert").changeLargest(t -> t.setDims(0, words));

    assertRefused(model::open, Kind.CORRUPT, "The ONNX file is damaged");
  }

  @Test
  void aTypeThatIsNone() throws IOException {
    TinyModel model = TinyModel.in(folder, "bert").changeLargest(t -> t.setDataType(99));

    assertRefused(model::open, Kind.CORRUPT, "an unknown type");
  }

  /// Whatever bits flip, the answer is a refusal or a model that runs; the virtual machine
  /// lives on.
  @Test
  void randomDamage() throws IOException {
    TinyModel model = TinyModel.in(folder, "bert");
    byte[] sound = Files.readAllBytes(model.onnx());
    Random random = new Random(20);
    int refused = 0;
    for (int i = 0; i < 150; i++) {
      byte[] damaged = sound.clone();
      for (int flip = 0; flip <= i % 4; flip++) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(model.onnx(), damaged);
      try (HiddenStateExtractor opened = model.open()) {
        assertThat(opened.features()).isPositive();
      } catch (ModelException e) {
        refused++;
        assertThat(e).hasMessageMatching("(?s).+[.)].*");
      }
    }
    assertThat(refused).isPositive();
  }

  private static void replace(NodeProto.Builder node, String from, String to) {
    for (int i = 0; i < node.getInputCount(); i++) {
      if (node.getInput(i).equals(from)) {
        node.setInput(i, to);
      }
    }
  }

  private static void ops(GraphProto.Builder graph, String op, Consumer<NodeProto.Builder> change) {
    graph.getNodeBuilderList().stream().filter(node -> node.getOpType().equals(op)).forEach(change);
  }

  private static void constant(GraphProto.Builder graph, String name, ByteString value) {
    graph.getNodeBuilderList().stream()
        .filter(node -> node.getOutput(0).equals(name))
        .forEach(node -> node.getAttributeBuilder(0).getTBuilder().setRawData(value));
  }
}
