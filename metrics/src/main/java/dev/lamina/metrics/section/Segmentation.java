package dev.lamina.metrics.section;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Optimal cuts into 1, 2, ... sections, by dynamic programming: the best cut of the first `j`
/// layers into `k` sections is the best cut of some first `i` layers into `k − 1`, and one
/// section more.
final class Segmentation {

  private final Costs costs;
  private final double[][] best; // sections x layers cut so far: least cost
  private final int[][] start; // where the last section begins

  private Segmentation(Costs costs, int most, int minLayers) {
    this.costs = costs;
    this.best = new double[most + 1][costs.layers() + 1];
    this.start = new int[most + 1][costs.layers() + 1];
    Arrays.fill(best[0], Double.POSITIVE_INFINITY);
    best[0][0] = 0;
    for (int k = 1; k <= most; k++) {
      Arrays.fill(best[k], Double.POSITIVE_INFINITY);
      for (int end = k * minLayers; end <= costs.layers(); end++) {
        cut(k, end, minLayers);
      }
    }
  }

  /// The best cut for each number of sections, from 1 on, that has at least `minLayers` in each.
  static List<Cut> cuts(Costs costs, int maxSections, int minLayers) {
    int most = Math.clamp(costs.layers() / minLayers, 1, maxSections);
    Segmentation segmentation = new Segmentation(costs, most, Math.min(minLayers, costs.layers()));
    List<Cut> cuts = new ArrayList<>();
    for (int k = 1; k <= most; k++) {
      if (Double.isFinite(segmentation.best[k][costs.layers()])) {
        cuts.add(new Cut(segmentation.boundaries(k)));
      }
    }
    return cuts;
  }

  private void cut(int k, int end, int minLayers) {
    for (int from = (k - 1) * minLayers; from <= end - minLayers; from++) {
      double cost = best[k - 1][from] + costs.of(from, end);
      if (cost < best[k][end]) {
        best[k][end] = cost;
        start[k][end] = from;
      }
    }
  }

  private List<Integer> boundaries(int sections) {
    List<Integer> boundaries = new ArrayList<>();
    int end = costs.layers();
    for (int k = sections; k > 1; k--) {
      end = start[k][end];
      boundaries.addFirst(end - 1);
    }
    return boundaries;
  }
}
