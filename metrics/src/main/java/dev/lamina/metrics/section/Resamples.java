package dev.lamina.metrics.section;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Posteriors averaged over resampled tasks (the bagged posterior of Huggins and Miller,
/// Bayesian Analysis 18, 2023), which stays honest where tasks disagree more than the model has
/// it.
final class Resamples {

  private static final double LEVEL = 0.95;
  private static final double NEGLIGIBLE = 1e-3; // numbers of sections so unlikely need no look

  private final double[] numbers; // share of each number of sections
  private final double[][] places; // boundaries x layers: share of each place

  private Resamples(int maxSections, int boundaries, int layers) {
    this.numbers = new double[maxSections];
    this.places = new double[boundaries][layers];
  }

  static Resamples of(SectionFinder finder, Curves curves, Posterior known, int[] once) {
    Fit chosen = known.mostLikely();
    Resamples resamples =
        new Resamples(finder.maxSections(), chosen.sections() - 1, curves.layers());
    resamples.add(known, chosen, finder);
    if (curves.tasks() > 1) {
      List<Hypothesis> likely =
          known.best().stream()
              .filter(fit -> known.shares()[fit.sections() - 1] >= NEGLIGIBLE)
              .map(Fit::hypothesis)
              .distinct()
              .toList();
      SplittableRandom random = new SplittableRandom(finder.seed());
      for (int i = 0; i < finder.resamples(); i++) {
        Curves.Split split = curves.split(draw(random, once.length));
        List<Fit> fits = Fit.all(split, likely, finder);
        resamples.add(Posterior.of(fits, finder.maxSections()), chosen, finder);
      }
    }
    resamples.normalize();
    return resamples;
  }

  /// How often each task is drawn when as many are drawn as there are: at least two different
  /// ones, since departures from one are nothing.
  private static int[] draw(SplittableRandom random, int tasks) {
    int[] times = new int[tasks];
    while (Arrays.stream(times).filter(n -> n > 0).count() < 2) {
      Arrays.fill(times, 0);
      for (int i = 0; i < tasks; i++) {
        times[random.nextInt(tasks)]++;
      }
    }
    return times;
  }

  private void add(Posterior posterior, Fit chosen, SectionFinder finder) {
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] += posterior.shares()[k];
    }
    // Where scores are missing, a resample may see too few layers for as many sections.
    posterior.best().stream()
        .filter(fit -> fit.sections() == chosen.sections() && fit.sections() > 1)
        .findFirst()
        .ifPresent(
            fit -> {
              double[][] shares = Places.of(fit.costs(), fit.sections(), finder.minLayers());
              for (int b = 0; b < places.length; b++) {
                for (int l = 0; l < places[b].length; l++) {
                  places[b][l] += shares[b][l];
                }
              }
            });
  }

  private void normalize() {
    List<double[]> rows = new ArrayList<>(List.of(places));
    rows.add(numbers);
    for (double[] row : rows) {
      double sum = Arrays.stream(row).sum();
      Arrays.setAll(row, i -> Math.min(1, row[i] / sum));
    }
  }

  List<Double> supportOfCount() {
    return Arrays.stream(numbers).boxed().toList();
  }

  List<Boundary> boundaries(Cut cut) {
    List<Boundary> boundaries = new ArrayList<>();
    for (int i = 0; i < cut.boundaries().size(); i++) {
      int after = cut.boundaries().get(i);
      boundaries.add(
          new Boundary(
              after,
              Math.min(after, quantile(places[i], (1 - LEVEL) / 2)),
              Math.max(after, quantile(places[i], (1 + LEVEL) / 2)),
              places[i][after]));
    }
    return boundaries;
  }

  private static int quantile(double[] shares, double share) {
    double sum = 0;
    for (int l = 0; l < shares.length; l++) {
      sum += shares[l];
      if (sum >= share) {
        return l;
      }
    }
    return shares.length - 1;
  }
}
