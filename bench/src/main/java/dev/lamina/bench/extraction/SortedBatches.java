package dev.lamina.bench.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamina.bench.Child;
import dev.lamina.bench.Python;
import java.nio.file.Path;
import java.util.Map;

/// transformers without the head, texts sorted by length, in batches of any size.
final class SortedBatches implements AutoCloseable {

  private final Child child;

  SortedBatches(Python python, BenchModel model, Path texts, int threads) {
    this.child =
        python.peer(
            "sorted-batches",
            threads,
            "sorted_batches.py",
            model.checkpoint().toString(),
            texts.toString());
  }

  double loadSeconds() {
    return child.ready().path("loadSeconds").asDouble();
  }

  /// What runs there: `torch 2.9.0, transformers 5.0.0`.
  String versions() {
    JsonNode ready = child.ready();
    return "torch %s, transformers %s"
        .formatted(ready.path("torch").asText(), ready.path("transformers").asText());
  }

  Pass pass(int rows, int batch) {
    return Pass.of(child.ask(Map.of("rows", rows, "batch", batch)));
  }

  /// Writes the last token's states of the first rows, `[layers, rows, features]`.
  void states(int rows, Path file) {
    child.ask(Map.of("rows", rows, "batch", 1, "states", file.toString()));
  }

  @Override
  public void close() {
    child.close();
  }
}
