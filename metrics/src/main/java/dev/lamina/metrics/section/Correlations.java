package dev.lamina.metrics.section;

/// What the correlation of noise over gaps between layers comes to, by the gap; gap 0 stands
/// for a section's first value.
final class Correlations {

  private final double spread;
  private final double[] kept;
  private final double[] scale;
  private final double[] unit;
  private final double[] determinant;

  Correlations(Variation variation, int layers) {
    this.spread = variation.spread();
    this.kept = new double[layers + 1];
    this.scale = new double[layers + 1];
    this.unit = new double[layers + 1];
    this.determinant = new double[layers + 1];
    for (int gap = 0; gap <= layers; gap++) {
      kept[gap] = gap == 0 ? 0 : Math.pow(variation.correlation(), gap);
      scale[gap] = Math.sqrt(1 - kept[gap] * kept[gap]);
      unit[gap] = (1 - kept[gap]) / scale[gap];
      determinant[gap] = Math.log(1 - kept[gap] * kept[gap]);
    }
  }

  double spread() {
    return spread;
  }

  /// Share of a value's noise that is there still after the gap.
  double kept(int gap) {
    return kept[gap];
  }

  /// Standard deviation of what is new.
  double scale(int gap) {
    return scale[gap];
  }

  /// What a level of 1 adds to a value, once the noise is made independent.
  double unit(int gap) {
    return unit[gap];
  }

  double determinant(int gap) {
    return determinant[gap];
  }

  double logOfLevel(double unitSquares) {
    return Math.log1p(spread * unitSquares);
  }
}
