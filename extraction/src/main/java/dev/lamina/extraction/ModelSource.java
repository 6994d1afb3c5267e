package dev.lamina.extraction;

import dev.lamina.extraction.ModelException.Kind;
import dev.lamina.extraction.checkpoint.Checkpoint;
import dev.lamina.extraction.lora.Adapter;
import dev.lamina.extraction.lora.AdapterDescription;
import dev.lamina.extraction.lora.AdapterSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Where a model lies: a folder with `model.onnx` and `tokenizer.json`; one `.onnx` file with
/// `tokenizer.json` beside it; or a Hugging Face checkpoint's folder, with `config.json`,
/// `tokenizer.json` and weights in safetensors files. A link to the `.onnx` file is followed
/// once, here.
public final class ModelSource {
  private static final String ONNX = "model.onnx";

  private final Path folder;
  private final Optional<Path> onnx;

  private ModelSource(Path folder, Optional<Path> onnx) {
    this.folder = folder;
    this.onnx = onnx;
  }

  /// Finds the files of a model; opens none of them.
  public static ModelSource at(Path path) throws ModelException {
    Path absolute = path.toAbsolutePath();
    ModelSource source = Files.isDirectory(path) ? inFolder(absolute) : ofFile(absolute);
    if (!Files.isRegularFile(source.tokenizer())) {
      throw new ModelException(
          Kind.MISSING,
          "The model '%s' has no tokenizer, '%s' is missing. Save its fast tokenizer there."
              .formatted(path, source.tokenizer().getFileName()));
    }
    return source;
  }

  private static ModelSource inFolder(Path folder) throws ModelException {
    Path onnx = folder.resolve(ONNX);
    if (Files.isRegularFile(onnx)) {
      return new ModelSource(folder, Optional.of(onnx));
    }
    if (Checkpoint.isOne(folder)) {
      return new ModelSource(folder, Optional.empty());
    }
    if (Files.isRegularFile(folder.resolve(Checkpoint.CONFIG))) {
      throw new ModelException(
          Kind.MISSING,
          "The checkpoint '%s' has no weights in safetensors files. Save it again: model.save_pretrained(folder) writes them."
              .formatted(folder));
    }
    throw new ModelException(
        Kind.MISSING,
        "'%s' is no model: it has neither a file 'model.onnx' nor a checkpoint's config.json and safetensors files. Save one there, or export it with: optimum-cli export onnx"
            .formatted(folder));
  }

  private static ModelSource ofFile(Path file) throws ModelException {
    if (!file.toString().endsWith(".onnx") || !Files.isRegularFile(file)) {
      throw new ModelException(
          Kind.MISSING,
          "'%s' is no model: give the folder of a Hugging Face checkpoint, a folder with model.onnx and tokenizer.json, or an .onnx file with tokenizer.json beside it."
              .formatted(file));
    }
    return new ModelSource(file.resolveSibling(""), Optional.of(file));
  }

  public Path tokenizer() {
    return folder.resolve("tokenizer.json");
  }

  /// `tokenizer_config.json`, where the model has one.
  public Optional<Path> tokenizerConfig() {
    return beside("tokenizer_config.json");
  }

  /// `config.json`, where the model has one.
  Optional<Path> config() {
    return beside(Checkpoint.CONFIG);
  }

  private Optional<Path> beside(String name) {
    return Optional.of(folder.resolve(name)).filter(Files::isRegularFile);
  }

  /// The precisions it can be computed in: an ONNX graph has its own, a checkpoint's is built
  /// as wanted.
  private Set<Precision> precisions() {
    return onnx.isPresent() ? EnumSet.of(Precision.FLOAT32) : EnumSet.allOf(Precision.class);
  }

  /// Reads and checks the graph, or builds it.
  ModelGraph graph(Precision precision) throws ModelException {
    if (!precisions().contains(precision)) {
      throw new ModelException(
          Kind.UNSUPPORTED,
          "'%s' is an ONNX model, which computes in the precision of its own graph; write float32, or give its checkpoint to compute in %s."
              .formatted(this, precision.wireName()));
    }
    return onnx.isPresent()
        ? ModelGraph.ofOnnx(onnx.get())
        : ModelGraph.ofCheckpoint(folder, precision);
  }

  /// [#describe(FileDigests)], reading all files.
  public ModelDescription describe() throws ModelException {
    return describe(FileDigests.computed());
  }

  /// Reads and checks the graph, opens the tokenizer and hashes all files: seconds for a big
  /// model, so keep the answer, or remember the files' digests.
  public ModelDescription describe(FileDigests digests) throws ModelException {
    ModelGraph model = graph(Precision.FLOAT32);
    TappedGraph graph = model.graph();
    try (TextTokenizer opened = TextTokenizer.open(tokenizer())) {
      opened.encode("a");
    }
    int limit = TokenLimit.of(graph.tokenLimit(), this);
    return new ModelDescription(
        ModelDigest.of(this, model, limit, digests),
        graph.layers(),
        graph.features(),
        limit,
        graph.parameters(),
        graph.lastLayer(),
        precisions().stream().map(Precision::wireName).toList());
  }

  /// Reads an adapter and checks that it fits this model and changes something.
  public AdapterDescription describe(AdapterSource adapter, FileDigests digests)
      throws ModelException {
    Adapter read = Adapter.read(adapter, graph(Precision.FLOAT32).graph().requireSlots());
    return new AdapterDescription(
        ModelDigest.of(read, digests), read.parameters(), read.config().trainedOn());
  }

  @Override
  public String toString() {
    return onnx.orElse(folder).toString();
  }
}
