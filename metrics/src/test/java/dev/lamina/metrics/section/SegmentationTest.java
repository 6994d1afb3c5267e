package dev.lamina.metrics.section;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Dynamic programming against trying every cut.
class SegmentationTest {

  @Property(tries = 100)
  void noCutIsBetterThanTheOneFound(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 10) int layers,
      @ForAll @IntRange(min = 1, max = 3) int minLayers) {
    double[][] curves = Planted.levels(3, 1, seed, 0, layers);
    Costs costs = costs(curves, layers);

    for (Cut cut : Segmentation.cuts(costs, 4, minLayers)) {
      double least =
          everyCut(0, layers, cut.sections(), Math.min(minLayers, layers))
              .mapToDouble(starts -> squares(curves, starts, layers))
              .min()
              .orElseThrow();
      assertThat(costs.of(cut)).isCloseTo(least, within(1e-9));
      assertThat(squares(curves, starts(cut), layers)).isCloseTo(least, within(1e-9));
    }
  }

  /// The first task counts once, the second not, the third twice.
  private static Costs costs(double[][] curves, int layers) {
    double[][] values = new double[layers][layers + 1];
    for (int i = 0; i < layers; i++) {
      for (int j = i + 1; j <= layers; j++) {
        values[i][j] = squares(curves[0], i, j) + 2 * squares(curves[2], i, j);
      }
    }
    return new Costs(layers, values);
  }

  /// All lists of first layers of `sections` sections from layer `from` on.
  private static Stream<List<Integer>> everyCut(int from, int layers, int sections, int minLayers) {
    if (sections == 1) {
      return layers - from >= minLayers ? Stream.of(List.of(from)) : Stream.empty();
    }
    return IntStream.rangeClosed(from + minLayers, layers)
        .boxed()
        .flatMap(
            next ->
                everyCut(next, layers, sections - 1, minLayers)
                    .map(rest -> Stream.concat(Stream.of(from), rest.stream()).toList()));
  }

  private static List<Integer> starts(Cut cut) {
    return Stream.concat(Stream.of(0), cut.boundaries().stream().map(last -> last + 1)).toList();
  }

  /// The first task counts once, the second not, the third twice.
  private static double squares(double[][] curves, List<Integer> starts, int layers) {
    double sum = 0;
    for (int s = 0; s < starts.size(); s++) {
      int to = s + 1 < starts.size() ? starts.get(s + 1) : layers;
      sum += squares(curves[0], starts.get(s), to) + 2 * squares(curves[2], starts.get(s), to);
    }
    return sum;
  }

  private static double squares(double[] curve, int from, int to) {
    double mean = IntStream.range(from, to).mapToDouble(l -> curve[l]).average().orElseThrow();
    return IntStream.range(from, to).mapToDouble(l -> Math.pow(curve[l] - mean, 2)).sum();
  }
}
