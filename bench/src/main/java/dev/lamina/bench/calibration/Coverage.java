package dev.lamina.bench.calibration;

import dev.lamina.metrics.chance.Chance;
import dev.lamina.metrics.estimate.HsicRatio;
import dev.lamina.metrics.hsic.LinearPass;
import dev.lamina.metrics.hsic.PairTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// How often the intervals of one setting's pairs cover what they are about.
///
/// @param debiased share of the intervals of debiased CKA that hold the truth of the population
/// @param debiasedWidth their mean width
/// @param expectation mean of biased CKA over the pairs
/// @param biased share of the intervals of biased CKA that hold that mean
/// @param biasedWidth their mean width
/// @param fivePercent share of the pairs with a p-value against chance of 0.05 or less
/// @param onePercent the same for 0.01
record Coverage(
    Cell cell,
    double debiased,
    double debiasedWidth,
    double expectation,
    double biased,
    double biasedWidth,
    double fivePercent,
    double onePercent) {

  static Coverage of(Cell cell, int pairs) {
    List<Estimate> debiased = new ArrayList<>();
    List<Estimate> biased = new ArrayList<>();
    int five = 0;
    int one = 0;
    for (int i = 0; i < pairs; i++) {
      Random random = cell.random(i);
      double[] control = cell.control(random);
      PairTerms terms =
          LinearPass.between(cell.rows(), cell.experimental(control, random), control);
      debiased.add(Estimate.of(terms, HsicRatio.DEBIASED));
      biased.add(Estimate.of(terms, HsicRatio.BIASED));
      double p = Chance.of(terms).orElseThrow().p();
      five += p <= 0.05 ? 1 : 0;
      one += p <= 0.01 ? 1 : 0;
    }
    double expectation = Estimate.mean(biased);
    return new Coverage(
        cell,
        Estimate.coverage(debiased, cell.truth()),
        Estimate.meanWidth(debiased),
        expectation,
        Estimate.coverage(biased, expectation),
        Estimate.meanWidth(biased),
        five / (double) pairs,
        one / (double) pairs);
  }
}
