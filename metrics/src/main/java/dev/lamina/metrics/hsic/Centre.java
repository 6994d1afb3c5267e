package dev.lamina.metrics.hsic;

import dev.lamina.metrics.blas.View;
import java.util.List;
import java.util.OptionalInt;

/// What is taken off each row before products are formed, and by what it is multiplied then: the
/// mean of the first block's rows, and, where their largest deviation is beyond 2^±16, the power
/// of two that brings it near 1, so that squares neither overflow nor vanish.
final class Centre {

  /// Deviations within this many units in the last place are rounding, not content.
  private static final double ROUNDING_ULPS = 4;

  private static final int HARMLESS_EXPONENT = 16; // fourth powers stay within float32

  private static final int PANEL = 512;

  private final double[] origin; // the first row
  private final double[] mean;
  private final double[] spreads; // largest distance from the origin in the first block
  private final double[] rounding;
  private int exponent;
  private double factor = 1;

  Centre(int columns) {
    this.origin = new double[columns];
    this.mean = new double[columns];
    this.spreads = new double[columns];
    this.rounding = new double[columns];
  }

  /// Looks at the first block, panel by panel; to be followed by [#settle].
  List<Workers.Task> tasks(View block) {
    return Span.atMost(PANEL, origin.length).stream()
        .<Workers.Task>map(panel -> scratch -> look(block, panel, scratch.lines(PANEL)))
        .toList();
  }

  private void look(View block, Span panel, Lines lines) {
    int from = panel.from();
    double[] row = lines.read(block, 0, from, panel.count());
    System.arraycopy(row, 0, origin, from, panel.count());
    for (int i = 1; i < block.rows(); i++) {
      lines.read(block, i, from, panel.count());
      for (int c = 0; c < panel.count(); c++) {
        double distance = row[c] - origin[from + c];
        mean[from + c] += distance;
        spreads[from + c] = Math.max(spreads[from + c], Math.abs(distance));
      }
    }
    for (int c = from; c < panel.end(); c++) {
      mean[c] = origin[c] + mean[c] / block.rows();
      rounding[c] = ROUNDING_ULPS * Math.ulp(origin[c]);
    }
  }

  void settle(OptionalInt knownExponent) {
    double widest = 0;
    for (double spread : spreads) {
      widest = Math.max(widest, spread);
    }
    exponent = knownExponent.orElse(exponentFor(widest));
    factor = Math.scalb(1.0, exponent);
  }

  private static int exponentFor(double widest) {
    int found = widest == 0 ? 0 : Math.getExponent(widest);
    return Math.abs(found) <= HARMLESS_EXPONENT ? 0 : -found;
  }

  int exponent() {
    return exponent;
  }

  /// Whether a row is another than the first, not only by rounding.
  boolean differs(double[] row) {
    boolean differs = false;
    for (int c = 0; c < origin.length; c++) {
      differs |= Math.abs(row[c] - origin[c]) > rounding[c];
    }
    return differs;
  }

  /// Centres and scales a row in place; tells whether all of it is finite.
  boolean apply(double[] row) {
    for (int c = 0; c < origin.length; c++) {
      row[c] = (row[c] - mean[c]) * factor;
    }
    double sum = 0;
    for (int c = 0; c < origin.length; c++) {
      sum += row[c];
    }
    return Double.isFinite(sum);
  }
}
