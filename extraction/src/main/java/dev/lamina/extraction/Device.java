package dev.lamina.extraction;

/// What computes.
public sealed interface Device {

  /// The machine's own processors.
  record Cpu() implements Device {}

  /// An NVIDIA GPU; needs a build with ONNX Runtime for CUDA (`mvn -Pgpu`).
  ///
  /// @param ordinal the GPU's number, from 0 on
  /// @param memoryLimit bytes of its memory to take at most; 0 leaves it to ONNX Runtime
  record Cuda(int ordinal, long memoryLimit) implements Device {
    public Cuda {
      if (ordinal < 0 || memoryLimit < 0) {
        throw new IllegalArgumentException("GPU %d, %d bytes".formatted(ordinal, memoryLimit));
      }
    }
  }
}
