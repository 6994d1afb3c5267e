package dev.lamina.metrics.section;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The best cut into some number of sections under a hypothesis.
///
/// @param evidence minus twice the logarithm of the density of the curves and of the cut
/// @param costs of every run of layers at the noise of the best number of sections
record Fit(Hypothesis hypothesis, Cut cut, double evidence, Costs costs) {

  private static final Cut WHOLE = new Cut(List.of());
  private static final int ROUNDS = 3; // the noise settles after one or two

  int sections() {
    return cut.sections();
  }

  /// The best cut for each number of sections under each of the hypotheses.
  static List<Fit> all(Curves.Split split, List<Hypothesis> hypotheses, SectionFinder finder) {
    Map<Variation, Parts> means = new HashMap<>();
    Map<Variation, Parts> departures = new HashMap<>();
    List<Fit> fits = new ArrayList<>();
    for (Hypothesis each : hypotheses) {
      Parts mean = means.computeIfAbsent(each.mean(), split.mean()::parts);
      Optional<Parts> own =
          each.tasks().map(v -> departures.computeIfAbsent(v, split.departures()::parts));
      double apart =
          split.departures().independent() == 0 || own.isPresent()
              ? 0
              : departures.computeIfAbsent(each.apart(), split.departures()::parts).evidence(WHOLE);
      fits.addAll(of(each, mean, own, apart, finder));
    }
    return fits;
  }

  private static List<Fit> of(
      Hypothesis hypothesis, Parts mean, Optional<Parts> own, double apart, SectionFinder finder) {
    int layers = mean.seen().length;
    Cut best = WHOLE;
    List<Fit> fits = List.of();
    for (int round = 0; round < ROUNDS; round++) {
      Costs costs = costs(mean, own, best);
      fits =
          Segmentation.cuts(costs, finder.maxSections(), finder.minLayers()).stream()
              .map(
                  cut ->
                      new Fit(
                          hypothesis,
                          cut,
                          apart
                              + mean.evidence(cut)
                              + own.map(parts -> parts.evidence(cut)).orElse(0.0)
                              + Prior.ofPlaces(cut, layers, finder.minLayers()),
                          costs))
              .toList();
      best = fits.stream().min(Comparator.comparingDouble(Fit::evidence)).orElseThrow().cut;
    }
    return fits;
  }

  private static Costs costs(Parts mean, Optional<Parts> own, Cut cut) {
    int layers = mean.seen().length;
    double[][] costs = new double[layers][layers + 1];
    mean.addCosts(mean.variance(cut), costs);
    own.ifPresent(parts -> parts.addCosts(parts.variance(cut), costs));
    for (int i = 0; i < layers; i++) {
      for (int j = i + 1; j <= layers && !mean.seen()[j - 1]; j++) {
        costs[i][j] = Double.POSITIVE_INFINITY;
      }
    }
    for (double[] row : costs) {
      Arrays.fill(row, 0, 1, Double.POSITIVE_INFINITY);
    }
    return new Costs(layers, costs);
  }
}
