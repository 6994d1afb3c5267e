package dev.lamina.metrics.chance;

/// Sums over distinct rows of a side, estimated from the Gram matrix of some of them.
///
/// @param cubes of `Kᵢⱼ³` over all ordered pairs of distinct rows
/// @param triangles of `Kᵢⱼ Kⱼₖ Kₖᵢ` over all ordered triples of distinct rows
record GramBlock(double cubes, double triangles) {

  /// @param n rows of the side
  /// @param gram of `m` of them, row by row, `m × m`, 3 or more
  static GramBlock of(int n, double[] gram) {
    int m = (int) Math.round(Math.sqrt(gram.length));
    if (m * m != gram.length || m < 3 || m > n) {
      throw new IllegalArgumentException(
          "A block of 3 to %d rows has as many columns, found %d numbers"
              .formatted(n, gram.length));
    }
    double cubes = 0;
    double triangles = 0;
    for (int i = 1; i < m; i++) {
      for (int j = 0; j < i; j++) {
        double k = gram[i * m + j];
        double paths = 0;
        for (int l = 0; l < j; l++) {
          paths += gram[i * m + l] * gram[j * m + l];
        }
        cubes += 2 * k * k * k;
        triangles += 6 * k * paths;
      }
    }
    double pairs = (double) n * (n - 1) / ((double) m * (m - 1));
    return new GramBlock(cubes * pairs, triangles * pairs * (n - 2) / (m - 2));
  }
}
