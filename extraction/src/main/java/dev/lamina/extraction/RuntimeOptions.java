package dev.lamina.extraction;

/// How a model is run on this machine. None of it changes a state by more than 1e-5, relative.
///
/// @param threads threads of one run, at least 1
/// @param tokensPerRun most tokens of one run, padding counted, when several rows share it; a
///     longer row runs alone, and 1 runs every row alone
public record RuntimeOptions(int threads, int tokensPerRun) {
  public RuntimeOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + ", it must be at least 1");
    }
    if (tokensPerRun < 1) {
      throw new IllegalArgumentException(
          "tokensPerRun is " + tokensPerRun + ", it must be at least 1");
    }
  }

  /// Two threads at most, and as many rows in a run as measured best on a CPU.
  public static RuntimeOptions withDefaults() {
    return new RuntimeOptions(Math.min(2, Runtime.getRuntime().availableProcessors()), 512);
  }

  public RuntimeOptions withThreads(int threads) {
    return new RuntimeOptions(threads, tokensPerRun);
  }

  public RuntimeOptions withTokensPerRun(int tokensPerRun) {
    return new RuntimeOptions(threads, tokensPerRun);
  }
}
