package dev.lamina.analyzer;

import dev.lamina.metrics.blas.Kernel;
import dev.lamina.metrics.blas.OpenBlas;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/// How an analyzer computes.
@ConfigMapping(prefix = "lamina.analyzer")
public interface AnalyzerSettings {

  /// Threads of one unit's products. By default as many as there are processors. The same number
  /// gives the same bits again.
  Optional<Integer> threads();

  /// What forms the products.
  default Kernel kernel() {
    return OpenBlas.withDefaults()
        .withThreads(threads().orElseGet(() -> Runtime.getRuntime().availableProcessors()));
  }
}
