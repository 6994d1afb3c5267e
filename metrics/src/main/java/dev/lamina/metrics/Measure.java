package dev.lamina.metrics;

/// A measure of how alike two sides represent the same rows. Immutable; any thread may use it.
public interface Measure {

  /// The name by which specs, files and the API know it.
  String name();

  Traits traits();

  /// Measures a pair; undefined, with the reason, rather than NaN.
  Score score(Pair pair);

  /// Measures one pair with this measure alone; to apply several, see [Measures#score].
  default Score score(Side x, Side y) {
    return score(Pair.of(x, y));
  }
}
