package dev.lamina.metrics;

import dev.lamina.metrics.lapack.Decompositions;
import dev.lamina.metrics.lapack.Dense;
import java.util.Optional;
import java.util.stream.IntStream;

/// What measures other than the linear CKAs need of one sample: each computed on first use, and
/// kept for the sample's other pairs.
///
/// Bytes kept for `n` rows and `d` features: `8 min(n, d)²` at most for each basis, `2 n²` for
/// the kernel matrix, `2 n²` for the ranks, `n²/4` at most for the neighbours.
final class Facets {

  private static final double SHARE = 0.99;
  static final int NEIGHBOURS = 10;

  private final Lazy<Sample> turned;
  private final Lazy<double[]> variances;
  private final Lazy<Dense> principal;
  private final Lazy<Dense> whole;
  private final Lazy<Optional<RbfGram>> rbf;
  private final Lazy<DissimilarityRanks> ranks;
  private final Lazy<Neighbours> neighbours;

  Facets(Sample x) {
    this.turned = new Lazy<>(() -> x.wide() ? turned(x) : x);
    this.variances = new Lazy<>(() -> variances(turned()));
    this.principal = new Lazy<>(() -> Bases.principal(turned(), SHARE));
    this.whole = new Lazy<>(() -> Bases.whole(turned()));
    this.rbf = new Lazy<>(() -> RbfGram.of(x));
    this.ranks = new Lazy<>(() -> DissimilarityRanks.of(x));
    this.neighbours = new Lazy<>(() -> Neighbours.of(x, NEIGHBOURS));
  }

  /// The sample with at most as many features as rows: turned so that `n` features hold it. What
  /// is invariant to orthogonal transforms does not notice.
  Sample turned() {
    return turned.get();
  }

  /// Eigenvalues of `XᵀX`, descending; as many as the turned sample has features.
  double[] variances() {
    return variances.get();
  }

  /// A basis of the principal components that hold 99 % of the variance, of the turned sample.
  Dense principal() {
    return principal.get();
  }

  /// A basis of all that the features span, of the turned sample.
  Dense whole() {
    return whole.get();
  }

  /// Empty where the median distance between rows is 0.
  Optional<RbfGram> rbf() {
    return rbf.get();
  }

  DissimilarityRanks ranks() {
    return ranks.get();
  }

  /// The 10 of each row.
  Neighbours neighbours() {
    return neighbours.get();
  }

  private static double[] variances(Sample x) {
    return Decompositions.with(x.kernel()).eigenvalues(FeatureProducts.cross(x, x));
  }

  private static Sample turned(Sample x) {
    int n = x.rows();
    int d = x.columns();
    double[] values = new double[Math.multiplyExact(n, d)];
    double[] row = new double[d];
    for (int i = 0; i < n; i++) {
      x.read(i, row);
      System.arraycopy(row, 0, values, i * d, d);
    }
    Dense lower = Decompositions.with(x.kernel()).turned(new Dense(n, d, values));
    return new Sample(Matrix.of(n, n, lower.values()), IntStream.range(0, n).toArray(), x.kernel());
  }
}
