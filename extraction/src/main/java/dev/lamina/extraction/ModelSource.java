package dev.lamina.extraction;

import dev.lamina.extraction.ModelException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where a model lies: a folder with `model.onnx` and `tokenizer.json`, or one `.onnx` file
/// with `tokenizer.json` beside it. A link to the `.onnx` file is followed once, here.
public final class ModelSource {
  private final Path onnx;
  private final Path tokenizer;

  private ModelSource(Path onnx, Path tokenizer) {
    this.onnx = onnx;
    this.tokenizer = tokenizer;
  }

  /// Finds the files of a model; opens none of them.
  public static ModelSource at(Path path) throws ModelException {
    boolean folder = Files.isDirectory(path);
    Path onnx = folder ? path.resolve("model.onnx") : path;
    if (!folder && !path.toString().endsWith(".onnx")) {
      throw new ModelException(
          Kind.MISSING,
          "'%s' is no model: give a folder with model.onnx and tokenizer.json, or an .onnx file with tokenizer.json beside it."
              .formatted(path));
    }
    requireFile(
        onnx,
        "The model '%s' has no file '%s'. Export it, for instance with: optimum-cli export onnx",
        path);
    Path tokenizer = onnx.toAbsolutePath().resolveSibling("tokenizer.json");
    requireFile(
        tokenizer,
        "The model '%s' has no tokenizer, '%s' is missing. Save its fast tokenizer there.",
        path);
    return new ModelSource(onnx.toAbsolutePath(), tokenizer);
  }

  private static void requireFile(Path file, String message, Path model) throws ModelException {
    if (!Files.isRegularFile(file)) {
      throw new ModelException(Kind.MISSING, message.formatted(model, file.getFileName()));
    }
  }

  public Path onnx() {
    return onnx;
  }

  public Path tokenizer() {
    return tokenizer;
  }

  /// `tokenizer_config.json`, where the model has one.
  public Optional<Path> tokenizerConfig() {
    return beside("tokenizer_config.json");
  }

  /// `config.json`, where the model has one.
  Optional<Path> config() {
    return beside("config.json");
  }

  private Optional<Path> beside(String name) {
    return Optional.of(tokenizer.resolveSibling(name)).filter(Files::isRegularFile);
  }

  /// Reads and checks the graph, opens the tokenizer and hashes all files: seconds for a big
  /// model, so keep the answer.
  public ModelDescription describe() throws ModelException {
    OnnxFile file = OnnxFile.read(onnx);
    TappedGraph graph = TappedGraph.of(file);
    try (TextTokenizer opened = TextTokenizer.open(tokenizer)) {
      opened.encode("a");
    }
    int limit = TokenLimit.of(graph.tokenLimit(), this);
    return new ModelDescription(
        ModelDigest.of(this, file, limit),
        graph.layers(),
        graph.features(),
        limit,
        graph.parameters(),
        graph.lastLayer());
  }

  @Override
  public String toString() {
    return onnx.toString();
  }
}
