package dev.lamina.bench.extraction;

import dev.lamina.bench.Child;
import dev.lamina.bench.Python;
import java.nio.file.Path;
import java.util.Map;

/// transformers as the paper's analysis uses it: one text at a time, with the language-model
/// head, every token's states of all layers copied out, a file per layer.
final class PaperWay implements AutoCloseable {

  private final Child child;

  PaperWay(Python python, BenchModel model, Path texts, int threads) {
    this.child =
        python.peer(
            "paper-way", threads, "paper_way.py", model.checkpoint().toString(), texts.toString());
  }

  double loadSeconds() {
    return child.ready().path("loadSeconds").asDouble();
  }

  Pass pass(int rows) {
    return Pass.of(child.ask(Map.of("rows", rows)));
  }

  @Override
  public void close() {
    child.close();
  }
}
