package dev.lamina.metrics.hsic;

import dev.lamina.metrics.blas.View;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// What is taken off each row before products are formed, and by what it is multiplied then: the
/// mean of rows of the first block, and, where their largest deviation is beyond 2^±16, the power
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

  /// Looks at every `step`-th row of the first block, panel by panel; to be followed by
  /// [#settle].
  List<Workers.Task> tasks(View block, int step) {
    return Span.atMost(PANEL, origin.length).stream()
        .<Workers.Task>map(panel -> scratch -> look(block, step, panel, scratch.lines(PANEL)))
        .toList();
  }

  private void look(View block, int step, Span panel, Lines lines) {
    double[] row = lines.read(block, 0, panel.from(), panel.count());
    double[] first = Arrays.copyOf(row, panel.count());
    double[] sum = new double[panel.count()];
    double[] spread = new double[panel.count()];
    int looked = 0;
    for (int i = 0; i < block.rows(); i += step) {
      lines.read(block, i, panel.from(), panel.count());
      for (int c = 0; c < first.length; c++) {
        double distance = row[c] - first[c];
        sum[c] += distance;
        spread[c] = Math.max(spread[c], Math.abs(distance));
      }
      looked++;
    }
    for (int c = 0; c < first.length; c++) {
      int column = panel.from() + c;
      origin[column] = first[c];
      mean[column] = first[c] + sum[c] / looked;
      spreads[column] = spread[c];
      rounding[column] = ROUNDING_ULPS * Math.ulp(first[c]);
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

  /// Centres and scales a row in place.
  void apply(double[] row) {
    for (int c = 0; c < origin.length; c++) {
      row[c] = (row[c] - mean[c]) * factor;
    }
  }
}
