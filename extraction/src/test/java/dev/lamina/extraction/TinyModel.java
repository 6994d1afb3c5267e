package dev.lamina.extraction;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// A tiny model of the test resources, laid into a folder where a test may damage it.
record TinyModel(Path folder) {

  static TinyModel in(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    for (String file : new String[] {"model.onnx", "tokenizer.json"}) {
      Files.write(folder.resolve(file), Golden.resource("tiny/" + name + "/" + file));
    }
    return new TinyModel(folder);
  }

  Path onnx() {
    return folder.resolve("model.onnx");
  }

  Path tokenizer() {
    return folder.resolve("tokenizer.json");
  }

  ModelSource source() throws ModelException {
    return ModelSource.at(folder);
  }

  HiddenStateExtractor open() throws ModelException {
    return open(512);
  }

  HiddenStateExtractor open(int tokensPerRun) throws ModelException {
    return HiddenStateExtractor.open(source(), new RuntimeOptions(1, tokensPerRun));
  }

  TinyModel change(Consumer<GraphProto.Builder> change) throws IOException {
    ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(onnx())).toBuilder();
    change.accept(model.getGraphBuilder());
    Files.write(onnx(), model.build().toByteArray());
    return this;
  }

  /// Changes the initializer with the most bytes.
  TinyModel changeLargest(Consumer<TensorProto.Builder> change) throws IOException {
    return change(graph -> change.accept(largest(graph)));
  }

  static TensorProto.Builder largest(GraphProto.Builder graph) {
    int best = 0;
    for (int i = 1; i < graph.getInitializerCount(); i++) {
      if (graph.getInitializer(i).getRawData().size()
          > graph.getInitializer(best).getRawData().size()) {
        best = i;
      }
    }
    return graph.getInitializerBuilder(best);
  }
}
