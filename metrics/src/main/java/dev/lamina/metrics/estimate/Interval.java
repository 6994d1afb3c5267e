package dev.lamina.metrics.estimate;

/// A confidence interval.
///
/// @param low lower end
/// @param high upper end
/// @param level how often such an interval covers the truth; 0.95 for 95 %
public record Interval(double low, double high, double level) {

  /// The level of all intervals here.
  public static final double LEVEL = 0.95;

  public Interval {
    if (!(low <= high) || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "An interval needs low <= high and a level between 0 and 1, found %s, %s and %s"
              .formatted(low, high, level));
    }
  }

  /// The interval that reaches `reach` to both sides of `centre`.
  static Interval around(double centre, double reach) {
    return new Interval(centre - reach, centre + reach, LEVEL);
  }
}
