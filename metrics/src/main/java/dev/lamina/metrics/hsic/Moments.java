package dev.lamina.metrics.hsic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Sums of the rows of a side that went by, about its provisional centre: `Σ zᵢ`, and weighted by
/// the energies of the sides that it is paired with, `Σ ‖wᵢ‖² zᵢ`.
final class Moments {

  private static final int PANEL = 1024;

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
      tasks.add(scratch -> add(count, panel, scratch.lines(panel.count())));
    }
    return tasks;
  }

  private void add(int count, Span panel, Lines lines) {
    double[] plain = new double[panel.count()];
    Map<StagedSide, double[]> parts = new LinkedHashMap<>();
    weighted.keySet().forEach(partner -> parts.put(partner, new double[panel.count()]));
    for (int i = 0; i < count; i++) {
      double[] row = lines.read(side.block(count), i, panel.from(), panel.count());
      Vectors.addScaled(1, row, plain);
      for (Map.Entry<StagedSide, double[]> part : parts.entrySet()) {
        Vectors.addScaled(part.getKey().energies()[i], row, part.getValue());
      }
    }
    Vectors.add(plain, sum, panel);
    parts.forEach((partner, part) -> Vectors.add(part, weightedBy(partner), panel));
  }
}
