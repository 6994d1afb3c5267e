package dev.lamina.extraction;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.lamina.extraction.checkpoint.Checkpoint;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A model's graph, ready to be loaded.
///
/// @param name what messages call it
/// @param folder below which its weights lie
/// @param version of the code that made the graph, where it changes states
/// @param files what determines it, by role
/// @param trusted whether the graph is of our own making; else it is tried before native
///     optimizers see it
record ModelGraph(
    String name,
    TappedGraph graph,
    Path folder,
    String version,
    SortedMap<String, Path> files,
    boolean trusted) {

  ModelGraph {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  static ModelGraph ofOnnx(Path path) throws ModelException {
    OnnxFile file = OnnxFile.read(path);
    SortedMap<String, Path> files = new TreeMap<>();
    files.put("onnx", file.file());
    for (Path data : file.externalFiles()) {
      files.put("data " + file.folder().relativize(data), data);
    }
    return new ModelGraph(
        file.file().toString(),
        TappedGraph.of(file),
        file.folder(),
        "taps " + Taps.VERSION,
        files,
        false);
  }

  static ModelGraph ofCheckpoint(Path folder, Precision precision) throws ModelException {
    DataType compute =
        switch (precision) {
          case FLOAT32 -> DataType.FLOAT;
          case FLOAT16 -> DataType.FLOAT16;
          case BFLOAT16 -> DataType.BFLOAT16;
        };
    Checkpoint checkpoint = Checkpoint.read(folder, compute);
    return new ModelGraph(
        folder.toString(),
        TappedGraph.of(checkpoint),
        checkpoint.folder(),
        "checkpoint " + Checkpoint.VERSION,
        checkpoint.files(),
        true);
  }
}
