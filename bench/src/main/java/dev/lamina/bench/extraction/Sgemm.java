package dev.lamina.bench.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamina.bench.Child;
import dev.lamina.bench.Python;
import java.util.Map;

/// This machine's float32 matrix products at a model's own shapes: the time that its weights'
/// multiply-adds take at the rate of the fastest BLAS found, per weight.
final class Sgemm implements AutoCloseable {

  /// Tokens of one product: those of a run, as Lamina makes them.
  static final int TOKENS = 512;

  private final Child child;

  Sgemm(Python python, BenchModel model, int threads) {
    this.child =
        python.peer(
            "sgemm", threads, "sgemm.py", model.checkpoint().toString(), String.valueOf(TOKENS));
  }

  /// What one token costs.
  ///
  /// @param multiplyAdds over all linear weights of the model, embeddings and head left out
  /// @param seconds they take at the machine's rate
  record PerToken(double multiplyAdds, double seconds) {

    /// The machine's rate, a multiply-add counted as two operations.
    double gflops() {
      return 2 * multiplyAdds / seconds / 1e9;
    }

    /// Share of the machine's rate that a pass reached, counted on real tokens.
    double share(Pass pass) {
      return pass.tokens() * seconds / pass.seconds();
    }
  }

  PerToken measure() {
    double multiplyAdds = 0;
    double seconds = 0;
    for (JsonNode weight : child.ask(Map.of()).path("weights")) {
      double mine =
          weight.path("count").asDouble()
              * weight.path("out").asDouble()
              * weight.path("in").asDouble();
      multiplyAdds += mine;
      seconds +=
          2 * mine / Math.max(weight.path("numpy").asDouble(), weight.path("torch").asDouble());
    }
    return new PerToken(multiplyAdds, seconds);
  }

  @Override
  public void close() {
    child.close();
  }
}
