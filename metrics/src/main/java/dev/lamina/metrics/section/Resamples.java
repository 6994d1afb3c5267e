package dev.lamina.metrics.section;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// The cuts of resampled tasks: the bootstrap of Efron, Annals of Statistics 7, 1979,
/// percentiles.
final class Resamples {

  private static final double LEVEL = 0.95;

  private final List<Cut> chosen = new ArrayList<>(); // each with its own number of sections
  private final List<Cut> fixed =
      new ArrayList<>(); // with as many sections as the tasks themselves
  private final int mostSections;

  private Resamples(int mostSections) {
    this.mostSections = mostSections;
  }

  static Resamples of(SectionFinder finder, Curves curves, int sections) {
    Resamples resamples = new Resamples(finder.maxSections());
    SplittableRandom random = new SplittableRandom(finder.seed());
    for (int i = 0; i < finder.resamples(); i++) {
      Costs costs = curves.weighted(draw(random, curves.tasks()));
      List<Cut> cuts = finder.cuts(costs);
      resamples.chosen.add(finder.choose(cuts, costs));
      // Where scores are missing, a resample may see too few layers for as many sections.
      cuts.stream().filter(cut -> cut.sections() == sections).forEach(resamples.fixed::add);
    }
    return resamples;
  }

  /// How often each task is drawn when as many are drawn as there are.
  private static int[] draw(SplittableRandom random, int tasks) {
    int[] weights = new int[tasks];
    for (int i = 0; i < tasks; i++) {
      weights[random.nextInt(tasks)]++;
    }
    return weights;
  }

  List<Double> supportOfCount() {
    int[] counts = new int[mostSections];
    for (Cut cut : chosen) {
      counts[cut.sections() - 1]++;
    }
    return Arrays.stream(counts).mapToObj(this::share).toList();
  }

  List<Boundary> boundaries(Cut cut) {
    List<Boundary> boundaries = new ArrayList<>();
    for (int i = 0; i < cut.boundaries().size(); i++) {
      boundaries.add(boundary(i, cut.boundaries().get(i)));
    }
    return boundaries;
  }

  private Boundary boundary(int index, int afterLayer) {
    int[] places = fixed.stream().mapToInt(cut -> cut.boundaries().get(index)).sorted().toArray();
    long here = chosen.stream().filter(cut -> cut.boundaries().contains(afterLayer)).count();
    return new Boundary(
        afterLayer,
        Math.min(afterLayer, quantile(places, (1 - LEVEL) / 2, afterLayer)),
        Math.max(afterLayer, quantile(places, (1 + LEVEL) / 2, afterLayer)),
        share(here));
  }

  private double share(long count) {
    return (double) count / chosen.size();
  }

  /// The nearest rank.
  private static int quantile(int[] sorted, double share, int otherwise) {
    if (sorted.length == 0) {
      return otherwise;
    }
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
  }
}
