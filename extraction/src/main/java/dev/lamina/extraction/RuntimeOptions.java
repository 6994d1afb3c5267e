package dev.lamina.extraction;

import static java.util.Objects.requireNonNull;

/// How a model is run on this machine. None of it changes a state by more than 1e-5, relative,
/// but the device, which stays within the bounds of the precision.
///
/// @param threads runs that go on side by side, one thread each, at least 1. On a GPU 2 are
///     enough: one computes while the other's rows are laid out and read back.
/// @param tokensPerRun most tokens of one run, padding counted, when several rows share it; a
///     longer row runs alone, and 1 runs every row alone
/// @param device what computes
public record RuntimeOptions(int threads, int tokensPerRun, Device device) {
  /// Measured best on a CPU, where longer runs fall out of its caches.
  private static final int TOKENS_ON_CPU = 512;

  /// A GPU starves on less.
  private static final int TOKENS_ON_CUDA = 16_384;

  public RuntimeOptions {
    requireNonNull(device);
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + ", it must be at least 1");
    }
    if (tokensPerRun < 1) {
      throw new IllegalArgumentException(
          "tokensPerRun is " + tokensPerRun + ", it must be at least 1");
    }
  }

  /// On the CPU.
  public RuntimeOptions(int threads, int tokensPerRun) {
    this(threads, tokensPerRun, new Device.Cpu());
  }

  /// Two threads at most, on the CPU.
  public static RuntimeOptions withDefaults() {
    return on(new Device.Cpu());
  }

  /// Two threads at most, and as many tokens in a run as such a device likes.
  public static RuntimeOptions on(Device device) {
    int tokens = device instanceof Device.Cuda ? TOKENS_ON_CUDA : TOKENS_ON_CPU;
    int threads = Math.min(2, Runtime.getRuntime().availableProcessors());
    return new RuntimeOptions(threads, tokens, device);
  }

  public RuntimeOptions withThreads(int threads) {
    return new RuntimeOptions(threads, tokensPerRun, device);
  }

  public RuntimeOptions withTokensPerRun(int tokensPerRun) {
    return new RuntimeOptions(threads, tokensPerRun, device);
  }
}
