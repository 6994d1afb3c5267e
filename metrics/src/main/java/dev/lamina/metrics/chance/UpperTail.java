package dev.lamina.metrics.chance;

import org.hipparchus.special.Erf;
import org.hipparchus.special.Gamma;

/// Natural logarithms of tail probabilities, also where these are too small for a double.
final class UpperTail {

  private static final double FAR = 30; // beyond, a double is near its smallest
  private static final double PRECISION = 1e-12;
  private static final int MOST_TERMS = 100_000;

  private UpperTail() {}

  /// `ln P(Z ≥ z)` of a standard normal `Z`.
  static double ofNormal(double z) {
    if (z < FAR) {
      return Math.log(Erf.erfc(z / Math.sqrt(2)) / 2);
    }
    // Mills' ratio: relative error below 1/z⁴.
    return -z * z / 2 - Math.log(z * Math.sqrt(2 * Math.PI)) + Math.log1p(-1 / (z * z));
  }

  /// `ln Q(shape, at)`, the upper tail of a gamma distribution with scale 1.
  static double ofGamma(double shape, double at) {
    if (at <= 0) {
      return 0;
    }
    if (at < shape + 1) {
      return Math.log1p(-Gamma.regularizedGammaP(shape, at));
    }
    return shape * Math.log(at) - at - Gamma.logGamma(shape) + Math.log(fraction(shape, at));
  }

  /// `ln P(shape, at)`: of a distribution that is skewed to the left the upper tail is this.
  static double lowerOfGamma(double shape, double at) {
    if (at <= 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double p = Gamma.regularizedGammaP(shape, at);
    // Leading term of the series: the rest is a factor near 1 so far out.
    return p > Double.MIN_NORMAL
        ? Math.log(p)
        : shape * Math.log(at) - at - Gamma.logGamma(shape + 1);
  }

  /// Legendre's continued fraction of `Γ(a, x) eˣ x⁻ᵃ`, evaluated by Lentz's method (Press et
  /// al., Numerical Recipes, 6.2).
  private static double fraction(double a, double x) {
    double b = x + 1 - a;
    double c = Double.MAX_VALUE;
    double d = 1 / b;
    double value = d;
    for (int i = 1; i < MOST_TERMS; i++) {
      double an = -i * (i - a);
      b += 2;
      d = 1 / (an * d + b);
      c = b + an / c;
      double factor = c * d;
      value *= factor;
      if (Math.abs(factor - 1) < PRECISION) {
        break;
      }
    }
    return value;
  }
}
