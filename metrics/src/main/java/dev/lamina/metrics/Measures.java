package dev.lamina.metrics;

import java.util.List;
import java.util.Optional;

/// The measures there are.
public final class Measures {

  /// Version of the measures' code. Raised whenever a change moves numbers, so that scores of
  /// other versions are computed anew.
  public static final String KERNELS = "1";

  private static final List<Measure> ALL = List.of(Cka.withDefaults(), DebiasedCka.withDefaults());

  private Measures() {}

  /// All measures, the commonest first.
  public static List<Measure> all() {
    return ALL;
  }

  /// The names of all measures, in the same order.
  public static List<String> names() {
    return ALL.stream().map(Measure::name).toList();
  }

  public static Optional<Measure> named(String name) {
    return ALL.stream().filter(measure -> measure.name().equals(name)).findFirst();
  }

  /// One score per measure, in their order, with what they have in common computed once.
  ///
  /// @throws IllegalArgumentException when the sides have different numbers of rows
  public static List<Score> score(List<Measure> measures, Side x, Side y) {
    Pair pair = Pair.of(x, y);
    return measures.stream().map(measure -> measure.score(pair)).toList();
  }
}
