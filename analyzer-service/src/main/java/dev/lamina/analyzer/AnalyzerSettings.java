package dev.lamina.analyzer;

import dev.lamina.metrics.blas.Kernel;
import dev.lamina.metrics.blas.OnnxRuntime;
import dev.lamina.metrics.blas.OpenBlas;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/// How an analyzer computes.
@ConfigMapping(prefix = "lamina.analyzer")
public interface AnalyzerSettings {

  /// Threads of one unit's products. By default as many as there are processors. The same number
  /// gives the same bits again.
  Optional<Integer> threads();

  /// What forms large products: `cpu` or `cuda`. The latter needs a build for GPUs.
  @WithDefault("cpu")
  Device device();

  /// Kinds of devices.
  enum Device {
    CPU,
    CUDA
  }

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

  /// What forms the products.
  default Kernel kernel() {
    OpenBlas processors =
        OpenBlas.withDefaults()
            .withThreads(threads().orElseGet(() -> Runtime.getRuntime().availableProcessors()));
    return switch (device()) {
      case CPU -> processors;
      case CUDA -> OnnxRuntime.cuda(cuda().ordinal(), cuda().memory(), processors);
    };
  }
}
