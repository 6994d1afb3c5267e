package dev.lamina.metrics;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The measures of pairs and the descriptors of sides that there are.
public final class Measures {

  /// Version of the measures' code. Raised whenever a change moves numbers, so that scores of
  /// other versions are computed anew.
  public static final String KERNELS = "5";

  private static final List<Measure> ALL =
      List.of(
          Cka.withDefaults(),
          DebiasedCka.withDefaults(),
          RbfCka.withDefaults(),
          Svcca.withDefaults(),
          Pwcca.withDefaults(),
          Procrustes.withDefaults(),
          Rsa.withDefaults(),
          MutualKnn.withDefaults());

  private static final List<Descriptor> DESCRIPTORS =
      List.of(
          EffectiveRank.withDefaults(),
          ParticipationRatio.withDefaults(),
          IntrinsicDimension.withDefaults(),
          Anisotropy.withDefaults());

  private Measures() {}

  /// All measures of a pair, the commonest first.
  public static List<Measure> all() {
    return ALL;
  }

  /// All descriptors of one side.
  public static List<Descriptor> descriptors() {
    return DESCRIPTORS;
  }

  /// The names of all, those of measures first, in the same order.
  public static List<String> names() {
    return Stream.concat(
            ALL.stream().map(Measure::name), DESCRIPTORS.stream().map(Descriptor::name))
        .toList();
  }

  /// The measure of a pair by that name; a descriptor's is none.
  public static Optional<Measure> named(String name) {
    return ALL.stream().filter(measure -> measure.name().equals(name)).findFirst();
  }

  /// The descriptor of one side by that name.
  public static Optional<Descriptor> descriptor(String name) {
    return DESCRIPTORS.stream().filter(descriptor -> descriptor.name().equals(name)).findFirst();
  }

  /// One score per measure, in their order, with what they have in common computed once.
  ///
  /// @throws IllegalArgumentException when the sides have different numbers of rows
  public static List<Score> score(List<Measure> measures, Side x, Side y) {
    Pair pair = Pair.of(x, y);
    return measures.stream().map(measure -> measure.score(pair)).toList();
  }
}
