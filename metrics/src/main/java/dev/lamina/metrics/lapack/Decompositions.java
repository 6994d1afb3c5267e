package dev.lamina.metrics.lapack;

import dev.lamina.metrics.blas.Kernel;
import dev.lamina.metrics.blas.OnnxRuntime;
import dev.lamina.metrics.blas.OpenBlas;
import dev.lamina.metrics.blas.PlainJava;

/// What is decomposed, and into what. Values must be finite; arguments are left as they are.
public sealed interface Decompositions permits Lapack, Hipparchus {

  /// Those that go with a kernel of products: of the same threads, on the machine's
  /// own processors.
  static Decompositions with(Kernel kernel) {
    return switch (kernel) {
      case OpenBlas openBlas -> new Lapack(openBlas.threads());
      case OnnxRuntime gpu -> new Lapack(gpu.threads());
      case PlainJava() -> new Hipparchus();
    };
  }

  /// The eigenvalues alone, descending, at about half the cost of [#eigen].
  double[] eigenvalues(Dense symmetric);

  Eigen eigen(Dense symmetric);

  /// The singular values alone, descending.
  double[] singularValues(Dense a);

  Svd svd(Dense a);

  /// `L` of `A = LQ` with `QQᵀ = I`, `n × n`, of a matrix of `n` rows and at least as many
  /// columns: the same rows, turned so that `n` columns hold them.
  Dense turned(Dense wide);
}
