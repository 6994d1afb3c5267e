package dev.lamina.bench.extraction;

import dev.lamina.bench.Python;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// The models that are measured when none is named. Their checkpoints are made once, in
/// `bench/models`.
///
/// The rows of a unit are those that a sweep over 500 of the bench's texts gives it, as `./lamina
/// plan` tells: a rule of the model's size and the texts' characters.
final class OwnModels {

  private final Path root;
  private final Python python;
  private final Consumer<String> progress;

  /// @param root of the repository
  OwnModels(Path root, Python python, Consumer<String> progress) {
    this.root = root;
    this.python = python;
    this.progress = progress;
  }

  List<BenchModel> all() {
    return List.of(bgeSmall(), smolLm2());
  }

  private BenchModel smolLm2() {
    Path checkpoint = root.resolve("bench/models/smollm2-135m");
    if (!Files.isDirectory(checkpoint)) {
      progress.accept("fetching SmolLM2-135M, once (100 MB)");
      python.run("get_smollm2.py", checkpoint.toString());
    }
    return new BenchModel("SmolLM2-135M", checkpoint, checkpoint, 28);
  }

  private BenchModel bgeSmall() {
    Path onnx = root.resolve("examples/demo/models/bge-small-en");
    Path checkpoint = root.resolve("bench/models/bge-small-en");
    if (!Files.isDirectory(checkpoint)) {
      progress.accept("writing bge-small-en as a checkpoint, once");
      python.run("get_bge_small_en.py", onnx.toString(), checkpoint.toString());
    }
    return new BenchModel("bge-small-en", checkpoint, checkpoint, 125);
  }
}
