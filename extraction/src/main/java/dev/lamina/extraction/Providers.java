package dev.lamina.extraction;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import dev.lamina.extraction.ModelException.Kind;

/// ONNX Runtime's execution providers, by device.
final class Providers {

  private Providers() {}

  /// Refuses a precision that a device has no kernels for.
  static void check(Device device, Precision precision) throws ModelException {
    if (device instanceof Device.Cpu && precision == Precision.BFLOAT16) {
      throw new ModelException(
          Kind.UNSUPPORTED,
          "bfloat16 is computed on GPUs only, and this worker computes on its CPU; write float32, or float16.");
    }
  }

  /// Refuses a device that is not there.
  static void require(Device device) throws ModelException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      add(options, device);
    }
  }

  static void add(OrtSession.SessionOptions options, Device device) throws ModelException {
    if (device instanceof Device.Cuda cuda) {
      if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
        throw new ModelException(
            Kind.FAILED,
            "This build has no CUDA. Build it with the profile gpu (mvn -Pgpu), or set the device to cpu.");
      }
      try {
        add(options, cuda);
      } catch (OrtException e) {
        throw new ModelException(
            Kind.FAILED,
            "CUDA cannot be used on GPU %d: %s. Check the driver, and that CUDA and cuDNN are those that ONNX Runtime wants; or set the device to cpu."
                .formatted(cuda.ordinal(), e.getMessage()),
            e);
      }
    }
  }

  private static void add(OrtSession.SessionOptions options, Device.Cuda cuda) throws OrtException {
    try (OrtCUDAProviderOptions provider = new OrtCUDAProviderOptions(cuda.ordinal())) {
      // Products in TF32 are off by 1e-3, ten times what a model may be.
      provider.add("use_tf32", "0");
      // Every run has a shape of its own: growing in powers of two would waste half.
      provider.add("arena_extend_strategy", "kSameAsRequested");
      if (cuda.memoryLimit() > 0) {
        provider.add("gpu_mem_limit", Long.toString(cuda.memoryLimit()));
      }
      options.addCUDA(provider);
    }
  }
}
