package dev.lamina.extractor;

import dev.lamina.extraction.Device;
import dev.lamina.extraction.RuntimeOptions;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/// Settings of an extractor.
@ConfigMapping(prefix = "lamina.extractor")
public interface ExtractorSettings {

  /// The pool that this worker belongs to.
  @WithDefault("default")
  String pool();

  /// What computes: `cpu` or `cuda`. The latter needs a build for GPUs.
  @WithDefault("cpu")
  Kind device();

  /// Kinds of devices.
  enum Kind {
    CPU,
    CUDA
  }

  /// Runs that go on side by side. By default as many as there are processors, on a GPU 2: one
  /// computes while the other's rows are laid out and read back.
  Optional<Integer> threads();

  /// Tokens of one run, at most. By default what measured best on such a device.
  Optional<Integer> tokensPerRun();

  /// Folder with reference states of models, one folder per model, named by its digest. A model
  /// that has some is held to them when it is loaded, and metrics tell what came out.
  Optional<Path> references();

  /// The GPU, where it computes.
  Cuda cuda();

  /// A GPU.
  interface Cuda {

    /// Its number, from 0 on.
    @WithDefault("0")
    int ordinal();

    /// Bytes of its memory that ONNX Runtime may take, at most; 0 leaves it to ONNX Runtime.
    @WithDefault("0")
    long memory();
  }

  /// What computes.
  default Device runsOn() {
    return switch (device()) {
      case CPU -> new Device.Cpu();
      case CUDA -> new Device.Cuda(cuda().ordinal(), cuda().memory());
    };
  }

  /// How models are run.
  default RuntimeOptions runtime() {
    RuntimeOptions options = RuntimeOptions.on(runsOn());
    if (device() == Kind.CPU) {
      options = options.withThreads(Runtime.getRuntime().availableProcessors());
    }
    options = threads().map(options::withThreads).orElse(options);
    return tokensPerRun().map(options::withTokensPerRun).orElse(options);
  }
}
