package dev.lamina.metrics.section;

import java.util.Arrays;

/// How likely each place is for each boundary, given the number of sections: the forward and
/// backward sums over all cuts (Liu and Lawrence, Bioinformatics 15, 1999).
final class Places {

  private Places() {}

  /// Shares, boundaries × layers: that the boundary lies after the layer. Rows sum to 1.
  static double[][] of(Costs costs, int sections, int minLayers) {
    int layers = costs.layers();
    double[][] before = sums(costs, sections, minLayers, false);
    double[][] after = sums(costs, sections, minLayers, true);
    double[][] shares = new double[sections - 1][layers];
    for (int b = 0; b < shares.length; b++) {
      double[] row = shares[b];
      for (int l = 0; l < layers; l++) {
        row[l] = before[b + 1][l + 1] + after[sections - b - 1][l + 1];
      }
      double most = Arrays.stream(row).max().orElseThrow();
      Arrays.setAll(row, l -> Math.exp(row[l] - most));
      double sum = Arrays.stream(row).sum();
      Arrays.setAll(row, l -> row[l] / sum);
    }
    return shares;
  }

  /// At `[k][j]` the logarithm of the weight of all cuts of the layers before `j` (or, backward,
  /// from `j` on) into `k` sections.
  private static double[][] sums(Costs costs, int sections, int minLayers, boolean backward) {
    int layers = costs.layers();
    double[][] sums = new double[sections + 1][layers + 1];
    for (double[] row : sums) {
      Arrays.fill(row, Double.NEGATIVE_INFINITY);
    }
    sums[0][backward ? layers : 0] = 0;
    for (int k = 1; k <= sections; k++) {
      for (int j = 0; j <= layers; j++) {
        double sum = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= layers; i++) {
          if (backward ? i - j >= minLayers : j - i >= minLayers) {
            double cost = backward ? costs.of(j, i) : costs.of(i, j);
            sum = logOfSum(sum, sums[k - 1][i] - cost / 2);
          }
        }
        sums[k][j] = sum;
      }
    }
    return sums;
  }

  private static double logOfSum(double a, double b) {
    double most = Math.max(a, b);
    return most == Double.NEGATIVE_INFINITY
        ? most
        : most + Math.log1p(Math.exp(Math.min(a, b) - most));
  }
}
