package dev.lamina.metrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClusterStructureTest {

  private static final List<String> CLUSTERS =
      IntStream.range(0, 15).mapToObj(t -> "cluster " + t / 3).toList();

  /// Five clusters of three tasks over ten layers, apart from layer 5 on.
  private static double[][] curves(long seed, double apart) {
    Random random = new Random(seed);
    double[][] curves = new double[15][10];
    double[] level = random.doubles(5).toArray();
    for (int t = 0; t < 15; t++) {
      for (int l = 0; l < 10; l++) {
        curves[t][l] = 0.05 * random.nextGaussian() + (l >= 5 ? apart * level[t / 3] : 0);
      }
    }
    return curves;
  }

  @Test
  void clustersAreFoundAtTheLayersWhereTheyAreApart() {
    ClusterStructure found = ClusterStructure.of(curves(1, 0.5), CLUSTERS).orElseThrow();

    assertThat(found.expected()).isCloseTo(4.0 / 14, within(1e-12));
    for (int l = 5; l < 10; l++) {
      assertThat(found.p()[l]).isLessThan(0.01);
      assertThat(found.share()[l]).isGreaterThan(0.7);
    }
    assertThat(IntStream.range(0, 5).mapToDouble(l -> found.p()[l]).min().orElseThrow())
        .isGreaterThan(0.01);
  }

  @Test
  void arbitraryClustersAreSeldomTakenForReal() {
    long taken =
        IntStream.range(0, 60)
            .filter(
                s -> ClusterStructure.of(curves(s, 0), CLUSTERS).orElseThrow().overallP() < 0.05)
            .count();

    assertThat(taken).isLessThanOrEqualTo(8);
  }

  @Test
  void theShareIsThatOfVarianceBetweenClusters() {
    double[][] curves = {{1}, {3}, {7}, {9}};

    ClusterStructure found = ClusterStructure.of(curves, List.of("a", "a", "b", "b")).orElseThrow();

    assertThat(found.share()[0]).isCloseTo(36.0 / 40, within(1e-12));
    assertThat(found.p()[0]).isCloseTo(1.0 / 3, within(0.05));
  }

  @Test
  void withoutTwoTasksInAClusterThereIsNothingToSay() {
    assertThat(ClusterStructure.of(new double[][] {{1}, {2}}, List.of("a", "b"))).isEmpty();
    assertThat(ClusterStructure.of(new double[][] {{1}, {2}}, List.of("a", "a"))).isEmpty();
    assertThat(ClusterStructure.of(new double[][] {{1}, {1}, {1}}, List.of("a", "a", "b")))
        .isEmpty();
  }
}
