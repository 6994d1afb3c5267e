package dev.lamina.metrics.hsic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Sums of the rows of a side that went by, about its provisional centre: `Σ zᵢ`, and weighted by
/// the energies of the sides that it is paired with, `Σ ‖wᵢ‖² zᵢ`.
final class Moments {

  private static final int PANEL = 512;

  private final StagedSide side;
  private final double[] sum;
  private final Map<StagedSide, double[]> weighted = new LinkedHashMap<>();

  Moments(StagedSide side) {
    this.side = side;
    this.sum = new double[side.columns()];
  }

  /// From now on sums are weighted by this side, too.
  void weighBy(StagedSide partner) {
    weighted.computeIfAbsent(partner, any -> new double[sum.length]);
  }

  double[] sum() {
    return sum;
  }

  double[] weightedBy(StagedSide partner) {
    return weighted.getOrDefault(partner, new double[0]);
  }

  /// Adds the staged rows of the block.
  List<Workers.Task> add(int count) {
    List<Workers.Task> tasks = new ArrayList<>();
    for (Span panel : Span.atMost(PANEL, sum.length)) {
      tasks.add(scratch -> add(count, panel, scratch.lines(PANEL)));
    }
    return tasks;
  }

  private void add(int count, Span panel, Lines lines) {
    for (int i = 0; i < count; i++) {
      double[] row = lines.read(side.block(count), i, panel.from(), panel.count());
      Vectors.addScaled(1, row, sum, panel);
      for (Map.Entry<StagedSide, double[]> entry : weighted.entrySet()) {
        Vectors.addScaled(entry.getKey().energies()[i], row, entry.getValue(), panel);
      }
    }
  }
}
