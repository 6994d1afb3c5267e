package dev.lamina.metrics.hsic;

import dev.lamina.metrics.blas.Kernel;
import dev.lamina.metrics.blas.View;

/// Sums of third order over distinct rows of a centred side's Gram matrix `K`; with the terms
/// of rows they are all that the skewness of linear HSIC under permutations of the rows needs.
///
/// `K` is formed for at most [#BLOCK] evenly spread rows, and what it gives is scaled by the
/// number of pairs and triples of rows: unbiased (U-statistics: Hoeffding, Annals of
/// Mathematical Statistics 19, 1948), and exact where the block holds all rows.
///
/// @param cubes `Σ Kᵢⱼ³` over `i ≠ j`
/// @param triangles `Σ Kᵢⱼ Kⱼₖ Kₖᵢ` over distinct `i`, `j`, `k`; 0 with fewer than 3 rows
public record DistinctSums(double cubes, double triangles) {

  /// Most rows of the block: it then costs `256² d`, where the side's own product costs `n d²/2`.
  static final int BLOCK = 256;

  private static final DistinctSums NONE = new DistinctSums(0, 0);

  /// @param n rows of the side
  /// @param kept some or all of them, centred
  static DistinctSums of(int n, KeptRows kept, Kernel kernel, NativeMemory memory) {
    RowSample block = new RowSample(kept.sample().size(), Math.min(BLOCK, kept.sample().size()));
    if (block.size() < 3) {
      return NONE;
    }
    View rows = kept.view();
    View product = memory.matrix(rows.precision(), block.size(), block.size());
    kernel.square(block.size() == block.rows() ? rows : some(rows, block, memory), 0, product);
    return of(n, product);
  }

  private static View some(View rows, RowSample block, NativeMemory memory) {
    View some = memory.matrix(rows.precision(), block.size(), rows.columns());
    Lines lines = new Lines(rows.columns());
    for (int k = 0; k < block.size(); k++) {
      lines.read(rows, block.row(k), 0, rows.columns());
      lines.write(some, k, 0, rows.columns());
    }
    return some;
  }

  /// @param upper `m × m`, on and above the diagonal
  private static DistinctSums of(int n, View upper) {
    int m = upper.rows();
    double[][] k = new double[m][m];
    Lines lines = new Lines(m);
    double cubes = 0;
    for (int i = 0; i < m; i++) {
      double[] row = lines.read(upper, i, 0, m);
      for (int j = i + 1; j < m; j++) {
        k[i][j] = row[j];
        cubes += row[j] * row[j] * row[j];
      }
    }
    double triangles = 0;
    for (int i = 0; i < m; i++) {
      for (int j = i + 1; j < m; j++) {
        triangles += k[i][j] * Vectors.dot(k[i], j + 1, k[j], j + 1, m - j - 1);
      }
    }
    double pairs = (double) n * (n - 1) / ((double) m * (m - 1));
    return new DistinctSums(2 * cubes * pairs, 6 * triangles * pairs * (n - 2) / (m - 2));
  }
}
