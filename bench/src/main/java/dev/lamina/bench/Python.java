package dev.lamina.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs the scripts of `bench/python`.
///
/// @param python with the packages of `requirements-bench.txt`
/// @param scripts where they lie
/// @param work folder for texts and logs
public record Python(Path python, Path scripts, Path work) {

  /// Starts a peer.
  public Child peer(String name, int threads, String script, String... arguments) {
    return Child.start(name, command(script, arguments), environment(threads), work);
  }

  /// Runs a script to its end; what it prints goes to standard error.
  public void run(String script, String... arguments) {
    ProcessBuilder builder =
        new ProcessBuilder(command(script, arguments))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment(1));
    try {
      int exit = builder.start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException(script + " ended with " + exit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(python + " could not be started", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(script + " was interrupted", e);
    }
  }

  private List<String> command(String script, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(python.toString());
    command.add(scripts.resolve(script).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /// Every library's own way to say how many threads it may use.
  private static Map<String, String> environment(int threads) {
    String count = String.valueOf(threads);
    return Map.of(
        "OMP_NUM_THREADS",
        count,
        "MKL_NUM_THREADS",
        count,
        "OPENBLAS_NUM_THREADS",
        count,
        "TOKENIZERS_PARALLELISM",
        "false",
        "HF_HUB_OFFLINE",
        "1",
        "PYTHONDONTWRITEBYTECODE",
        "1");
  }
}
