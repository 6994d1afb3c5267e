package dev.lamina.bench.measures;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamina.bench.Child;
import dev.lamina.bench.Python;
import java.nio.file.Path;
import java.util.Map;

/// numpy, torch and repsim on the same machine with as many threads.
final class Peers implements AutoCloseable {

  private final Child child;

  /// @param x first matrix of the pair, a `.npy` file
  Peers(Python python, int threads, Path x, Path y) {
    this.child = python.peer("alignment", threads, "alignment.py", x.toString(), y.toString());
  }

  /// @param way `numpy`, `torch` or `repsim`
  /// @param rows the first ones
  Timed pair(String way, int rows) {
    return Timed.of(child.ask(Map.of("way", way, "rows", rows)));
  }

  /// One cell as the paper's script computes it, both files read.
  Timed cell(Path x, Path y) {
    return Timed.of(child.ask(Map.of("way", "cell", "x", x.toString(), "y", y.toString())));
  }

  /// The best float32 product of the pair's shapes, in operations per second.
  double rate() {
    return 1e9 * child.ask(Map.of("way", "rate")).path("gflops").asDouble();
  }

  String versions() {
    JsonNode ready = child.ready();
    return "numpy %s, torch %s, repsim %s"
        .formatted(
            ready.path("numpy").asText(),
            ready.path("torch").asText(),
            ready.path("repsim").asText());
  }

  @Override
  public void close() {
    child.close();
  }
}
