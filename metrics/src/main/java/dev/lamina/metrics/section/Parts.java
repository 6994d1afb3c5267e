package dev.lamina.metrics.section;

/// The parts of the evidence for sections of a set of curves: both tables hold a value for
/// layers `[i, j)` at `[i][j]`, and add up over sections.
///
/// @param squares in units of the noise's variance
/// @param logs logarithms of determinants
/// @param seen which layers have a value
/// @param observations independent values
/// @param least what counts as noise in any case
@SuppressWarnings("ArrayRecordComponent")
record Parts(
    double[][] squares, double[][] logs, boolean[] seen, double observations, double least) {

  /// The noise's variance that fits a cut best.
  double variance(Cut cut) {
    return Math.max(least, left(cut)) / observations;
  }

  /// Minus twice the logarithm of the density of these curves under a cut, up to a constant,
  /// the noise's variance integrated out.
  double evidence(Cut cut) {
    return observations * Math.log(left(cut)) + new Costs(seen.length, logs).of(cut);
  }

  private double left(Cut cut) {
    return new Costs(seen.length, squares).of(cut) + least;
  }

  /// Adds what each run of layers costs when the noise has a given variance.
  void addCosts(double variance, double[][] costs) {
    for (int i = 0; i < costs.length; i++) {
      for (int j = i + 1; j <= costs.length; j++) {
        costs[i][j] += squares[i][j] / variance + logs[i][j];
      }
    }
  }
}
