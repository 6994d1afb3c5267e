package dev.lamina.metrics.estimate;

import org.hipparchus.distribution.continuous.TDistribution;

/// An estimate with its standard error, and how well that is known: Student 1908.
///
/// @param error standard error, 0 or more
/// @param freedom its degrees of freedom
record Student(double value, double error, double freedom) {

  /// The 95 % interval.
  Interval interval() {
    double quantile =
        new TDistribution(freedom).inverseCumulativeProbability((1 + Interval.LEVEL) / 2);
    return Interval.around(value, quantile * error);
  }

  /// Two-sided p-value of a true value of 0.
  double p() {
    if (error == 0) {
      return value == 0 ? 1 : 0;
    }
    return 2 * new TDistribution(freedom).cumulativeProbability(-Math.abs(value) / error);
  }
}
