package dev.lamina.extraction;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.lamina.extraction.ModelException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/// An ONNX file whose every tensor has been checked against the bytes that hold it, before any
/// native code sees it.
///
/// @param model the graph; big initializers are external data, of this file or of others in its
///     folder
/// @param file the file itself, links resolved; all external data lie below its folder
/// @param externalFiles the other files that hold weights
record OnnxFile(ModelProto model, Path file, SortedSet<Path> externalFiles) {

  static OnnxFile read(Path path) throws ModelException {
    try {
      Path file = path.toRealPath();
      if (Files.size(file) > Integer.MAX_VALUE) {
        throw new ModelException(
            Kind.FORBIDDEN,
            "'%s' is larger than 2 GiB, the most one ONNX file may have. Export the model with its weights as external data."
                .formatted(path));
      }
      ModelProto model = SkeletonReader.read(file);
      if (model.getGraph().getNodeCount() == 0 || model.getOpsetImportCount() == 0) {
        throw new ModelException(
            Kind.CORRUPT,
            "'%s' is no ONNX model: it has no graph or no operator set. Export the model again."
                .formatted(path));
      }
      TensorCheck check = new TensorCheck(file);
      checkAll(model, check);
      return new OnnxFile(model, file, new TreeSet<>(check.externalFiles()));
    } catch (IOException e) {
      // Truncated or foreign bytes arrive here as protobuf's own exception.
      throw new ModelException(
          Kind.CORRUPT,
          "'%s' cannot be read as ONNX (%s). It may be truncated or of another format; copy or export it again."
              .formatted(path, e.getMessage()),
          e);
    }
  }

  Path folder() {
    Path folder = file.getParent();
    return folder == null ? file : folder;
  }

  private static void checkAll(ModelProto model, TensorCheck check)
      throws ModelException, IOException {
    GraphProto graph = model.getGraph();
    if (graph.getSparseInitializerCount() > 0 || model.getFunctionsCount() > 0) {
      throw new ModelException(
          Kind.UNSUPPORTED,
          "The ONNX graph has sparse initializers or local functions; export it without, for instance with the TorchScript exporter or ONNX opset 17.");
    }
    for (TensorProto tensor : graph.getInitializerList()) {
      check.check(tensor);
    }
    for (NodeProto node : graph.getNodeList()) {
      for (AttributeProto attribute : node.getAttributeList()) {
        if (attribute.hasG() || attribute.getGraphsCount() > 0) {
          throw new ModelException(
              Kind.UNSUPPORTED,
              "Node '%s' (%s) holds a graph of its own; a graph with control flow cannot be tapped. Export the model without a cache of past keys and without merged decoders."
                  .formatted(node.getName(), node.getOpType()));
        }
        if (attribute.hasT()) {
          check.check(attribute.getT());
        }
        for (TensorProto tensor : attribute.getTensorsList()) {
          check.check(tensor);
        }
      }
    }
  }
}
