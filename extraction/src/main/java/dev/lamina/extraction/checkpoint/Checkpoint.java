package dev.lamina.extraction.checkpoint;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.ModelException.Kind;
import dev.lamina.extraction.safetensors.SafetensorsFolder;
import dev.lamina.extraction.safetensors.StoredTensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A Hugging Face checkpoint's graph, built from its `config.json`, with the weights left in its
/// safetensors files.
///
/// @param model the graph, without an output
/// @param states names of its hidden states, each `[batch, tokens, features]`; the last is of
///     the tokens of [#KEPT] alone
/// @param folder below which all weights lie
/// @param files what determines the graph: the name in the checkpoint's folder, and the file
///     itself, links resolved
/// @param slots its linear layers, where adapters may add
public record Checkpoint(
    ModelProto model,
    List<String> states,
    Path folder,
    SortedMap<String, Path> files,
    Outline outline,
    long parameters,
    List<AdapterSlot> slots) {

  /// Part of a model's digest: graphs that are built differently give different states.
  public static final int VERSION = 2;

  /// An input, `[batch, kept]`: as many tokens of each row, the last state's, as indices among
  /// the tokens of all rows. What only other tokens' last states need is not computed.
  public static final String KEPT = "lamina.kept";

  public static final String CONFIG = "config.json";

  /// Whether a folder holds one.
  public static boolean isOne(Path folder) {
    return Files.isRegularFile(folder.resolve(CONFIG)) && SafetensorsFolder.isOne(folder);
  }

  /// Reads the settings and the directory of the weights, and builds the graph.
  ///
  /// @param compute the type to compute in
  public static Checkpoint read(Path folder, DataType compute) throws ModelException {
    ModelConfig config = ModelConfig.read(folder.resolve(CONFIG));
    if (config.inner("quantization_config").isPresent()) {
      throw config.unsupported(
          "is of a quantized checkpoint, which is not read; take the model that it was made from");
    }
    Family family = Families.of(config);
    Map<String, StoredTensor> tensors = SafetensorsFolder.read(folder);
    SortedMap<String, Path> files = files(folder, tensors);
    Path above = commonFolder(tensors);
    GraphBuilder graph = new GraphBuilder(above, compute);
    Layers layers = new Layers(new Weights(tensors, family.prefix(config.modelType())), graph);
    Outline outline = family.build(config, layers);
    return new Checkpoint(
        graph.model(), layers.states(), above, files, outline, graph.parameters(), layers.slots());
  }

  private static SortedMap<String, Path> files(Path folder, Map<String, StoredTensor> tensors) {
    SortedMap<String, Path> files = new TreeMap<>();
    files.put(CONFIG, folder.resolve(CONFIG));
    int shard = 0;
    for (Path file : tensors.values().stream().map(StoredTensor::file).distinct().toList()) {
      files.put("weights " + shard++, file);
    }
    return files;
  }

  /// Hugging Face's cache keeps files apart from the folder that links to them, so they are
  /// named from the deepest folder above them all.
  private static Path commonFolder(Map<String, StoredTensor> tensors) throws ModelException {
    Path common = null;
    for (StoredTensor tensor : tensors.values()) {
      Path parent = tensor.file().getParent();
      while (common != null && parent != null && !parent.startsWith(common)) {
        common = common.getParent();
      }
      common = common == null ? parent : common;
    }
    if (common == null) {
      throw new ModelException(Kind.CORRUPT, "The checkpoint has no tensors. Copy it again.");
    }
    return common;
  }
}
