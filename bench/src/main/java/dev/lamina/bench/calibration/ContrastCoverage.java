package dev.lamina.bench.calibration;

import dev.lamina.metrics.estimate.CkaUncertainty;
import dev.lamina.metrics.estimate.Contrast;
import dev.lamina.metrics.estimate.HsicRatio;
import dev.lamina.metrics.hsic.LinearPass;
import dev.lamina.metrics.hsic.PairTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// How often the intervals of combinations of scores of the same rows cover the truth.
///
/// @param other truth of the second pair, which has the same control
/// @param difference share of the intervals of the difference of the two that hold the true one
/// @param differenceWidth their mean width
/// @param mean share of the intervals of a mean over four layers that hold the true one; the
///     layers share nine tenths of their variance with one another
/// @param meanWidth their mean width
record ContrastCoverage(
    Cell cell,
    double other,
    double difference,
    double differenceWidth,
    double mean,
    double meanWidth) {

  private static final int LAYERS = 4;
  private static final double SHARED = 0.9;

  static ContrastCoverage of(Cell cell, double other, int pairs) {
    List<Estimate> differences = new ArrayList<>();
    List<Estimate> means = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      Random random = cell.random(i);
      differences.add(difference(cell, other, random));
      means.add(mean(cell, random));
    }
    double difference = cell.truth() - other;
    return new ContrastCoverage(
        cell,
        other,
        Estimate.coverage(differences, difference),
        Estimate.meanWidth(differences),
        Estimate.coverage(means, cell.truth()),
        Estimate.meanWidth(means));
  }

  private static Estimate difference(Cell cell, double other, Random random) {
    double[] control = cell.control(random);
    double[] first = cell.experimental(control, random);
    double[] second = cell.experimental(control, other, random);
    return combined(
        List.of(between(cell, first, control), between(cell, second, control)),
        new double[] {1, -1});
  }

  private static Estimate mean(Cell cell, Random random) {
    double[] control = cell.control(random);
    double[] experimental = cell.experimental(control, random);
    List<PairTerms> layers = new ArrayList<>();
    double[] weights = new double[LAYERS];
    for (int layer = 0; layer < LAYERS; layer++) {
      double[] own = cell.control(random);
      double[] ownExperimental = cell.experimental(own, random);
      layers.add(between(cell, mixed(experimental, ownExperimental), mixed(control, own)));
      weights[layer] = 1.0 / LAYERS;
    }
    return combined(layers, weights);
  }

  private static double[] mixed(double[] shared, double[] own) {
    double[] mixed = new double[own.length];
    for (int i = 0; i < own.length; i++) {
      mixed[i] = Math.sqrt(SHARED) * shared[i] + Math.sqrt(1 - SHARED) * own[i];
    }
    return mixed;
  }

  private static PairTerms between(Cell cell, double[] x, double[] y) {
    return LinearPass.between(cell.rows(), x, y);
  }

  private static Estimate combined(List<PairTerms> pairs, double[] weights) {
    double[] values = pairs.stream().mapToDouble(HsicRatio.DEBIASED::of).toArray();
    double[][] influences =
        pairs.stream().map(ContrastCoverage::influences).toArray(double[][]::new);
    Contrast contrast = Contrast.of(values, influences, weights);
    return new Estimate(contrast.value(), contrast.interval());
  }

  private static double[] influences(PairTerms terms) {
    return CkaUncertainty.of(terms, HsicRatio.DEBIASED, row -> row).stream()
        .flatMap(uncertainty -> uncertainty.influences().stream())
        .mapToDouble(j -> j)
        .toArray();
  }
}
