package dev.lamina.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// Each declaration of each descriptor, as a law on random sides, and what each says of rows of a
/// known shape.
class DescriptorLawsTest {

  private static final double ROUNDING_PERCENT = 1e-5;

  @Provide
  Arbitrary<Descriptor> descriptors() {
    return Arbitraries.of(Measures.descriptors());
  }

  @Property(tries = 1000)
  void whatADescriptorIsDeclaredInvariantToChangesNothing(
      @ForAll("descriptors") Descriptor descriptor,
      @ForAll Invariance change,
      @ForAll @IntRange(min = 4, max = 40) int n,
      @ForAll @IntRange(min = 1, max = 24) int d,
      @ForAll long seed) {
    Assume.that(descriptor.invariantTo().contains(change));
    double[][] rows = Arrays2D.gaussian(n, d, seed);
    assertThat(value(descriptor, Changes.of(rows, change, seed + 1)))
        .isCloseTo(value(descriptor, rows), withinPercentage(ROUNDING_PERCENT));
  }

  @Property
  void whatADescriptorIsNotDeclaredInvariantToChangesIt(
      @ForAll("descriptors") Descriptor descriptor, @ForAll Invariance change) {
    Assume.that(!descriptor.invariantTo().contains(change));
    double[][] rows = Arrays2D.gaussian(60, 7, 1);
    double difference = value(descriptor, Changes.of(rows, change, 2)) - value(descriptor, rows);
    assertThat(Math.abs(difference)).isGreaterThan(1e-3);
  }

  @Property(tries = 100)
  void ranksLieBetweenOneAndWhatTheShapeAllows(
      @ForAll @IntRange(min = 2, max = 40) int n,
      @ForAll @IntRange(min = 1, max = 40) int d,
      @ForAll long seed) {
    double[][] rows = Arrays2D.gaussian(n, d, seed);
    double most = Math.min(n - 1, d) + 1e-9;
    double participation = value(ParticipationRatio.withDefaults(), rows);
    double effective = value(EffectiveRank.withDefaults(), rows);
    assertThat(participation).isBetween(1 - 1e-9, effective + 1e-9);
    assertThat(effective).isBetween(1 - 1e-9, most);
  }

  /// The corners of a cross: variance is spread over its `d` axes evenly.
  @Property(tries = 20)
  void ranksCountDirectionsOfEqualVariance(@ForAll @IntRange(min = 1, max = 30) int d) {
    double[][] rows = new double[2 * d][d];
    for (int j = 0; j < d; j++) {
      rows[2 * j][j] = 1;
      rows[2 * j + 1][j] = -1;
    }
    assertThat(value(ParticipationRatio.withDefaults(), rows)).isCloseTo(d, withinPercentage(1e-9));
    assertThat(value(EffectiveRank.withDefaults(), rows)).isCloseTo(d, withinPercentage(1e-9));
  }

  @Example
  void theDimensionOfAPlaneBentThroughManyFeaturesIsTwo() {
    Random random = new Random(3);
    double[][] plane = new double[2000][];
    Arrays.setAll(plane, i -> new double[] {random.nextDouble(), random.nextDouble()});
    double[][] bent =
        Arrays.stream(plane)
            .map(
                p ->
                    new double[] {
                      p[0], p[1], Math.sin(p[0]), Math.cos(p[1]), Math.sin(p[0] + p[1]), 1
                    })
            .toArray(double[][]::new);

    assertThat(value(IntrinsicDimension.withDefaults(), bent)).isBetween(1.85, 2.15);
  }

  @Example
  void copiesOfRowsDoNotChangeTheIntrinsicDimension() {
    double[][] rows = Arrays2D.gaussian(80, 5, 4);
    double[][] copied =
        Stream.of(rows, rows, rows).flatMap(Arrays::stream).toArray(double[][]::new);

    Score score = IntrinsicDimension.withDefaults().score(Arrays2D.side(copied));

    assertThat(score.value().orElseThrow())
        .isCloseTo(value(IntrinsicDimension.withDefaults(), rows), withinPercentage(1e-9));
    assertThat(score.n()).isEqualTo(240);
  }

  /// Two clouds far apart: within one, products of rows differ only in their last digits.
  @Example
  void distancesMuchSmallerThanTheRowsKeepTheirDigits() {
    double[][] near = Arrays2D.gaussian(100, 4, 5);
    double[][] far = Arrays2D.gaussian(100, 4, 6);
    for (int i = 0; i < 100; i++) {
      far[i][0] += 1e6;
    }
    double[][] both = Stream.of(near, far).flatMap(Arrays::stream).toArray(double[][]::new);
    double[][] closer = Arrays.stream(both).map(double[]::clone).toArray(double[][]::new);
    for (int i = 100; i < 200; i++) {
      closer[i][0] -= 1e6 - 100;
    }

    assertThat(value(IntrinsicDimension.withDefaults(), both))
        .isCloseTo(value(IntrinsicDimension.withDefaults(), closer), withinPercentage(0.1));
  }

  @Example
  void anisotropyIsTheMeanCosineOfAllPairs() {
    double[][] rows = Arrays2D.gaussian(25, 6, 7);
    rows[3] = new double[6];
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < i; j++) {
        double norms = Arrays2D.dot(rows[i], rows[i]) * Arrays2D.dot(rows[j], rows[j]);
        sum += norms == 0 ? 0 : Arrays2D.dot(rows[i], rows[j]) / Math.sqrt(norms);
      }
    }

    assertThat(value(Anisotropy.withDefaults(), rows)).isCloseTo(sum / 300, withinPercentage(1e-9));
  }

  private static double value(Descriptor descriptor, double[][] rows) {
    return descriptor.score(Arrays2D.side(rows)).value().orElseThrow();
  }
}
