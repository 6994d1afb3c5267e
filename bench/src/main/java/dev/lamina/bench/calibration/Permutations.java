package dev.lamina.bench.calibration;

import dev.lamina.bench.Median;
import dev.lamina.metrics.chance.Chance;
import dev.lamina.metrics.hsic.HsicSums;
import dev.lamina.metrics.hsic.LinearPass;
import dev.lamina.metrics.hsic.PairTerms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;

/// The p-values that moments give, at points that permutations exceed with known frequency.
///
/// @param tails frequencies
/// @param ratios p-value by frequency at each, over several pairs
record Permutations(Cell cell, List<Double> tails, List<Median> ratios) {

  static final int COUNT = 100_000;
  static final int PAIRS = 7;
  static final List<Double> TAILS = List.of(0.1, 0.05, 0.01, 0.001);

  static Permutations of(Cell cell) {
    List<List<Double>> ratios =
        TAILS.stream().map(tail -> (List<Double>) new ArrayList<Double>()).toList();
    for (int pair = 0; pair < PAIRS; pair++) {
      Random random = cell.random(pair);
      double[] x = cell.control(random);
      double[] y = cell.experimental(x, random);
      PairTerms terms = LinearPass.between(cell.rows(), x, y);
      double[] permuted = permuted(gram(x, cell), gram(y, cell), random);
      for (int t = 0; t < TAILS.size(); t++) {
        double at = permuted[(int) Math.round(COUNT * (1 - TAILS.get(t)))];
        ratios.get(t).add(Chance.of(with(terms, at)).orElseThrow().p() / TAILS.get(t));
      }
    }
    return new Permutations(cell, TAILS, ratios.stream().map(Median::of).toList());
  }

  private static PairTerms with(PairTerms terms, double cross) {
    HsicSums sums = terms.xy();
    return new PairTerms(
        terms.x(),
        terms.y(),
        new HsicSums(sums.rows(), cross, sums.energies(), sums.left(), sums.right()),
        terms.sampled());
  }

  /// `Σ Kᵢⱼ L_{p(i) p(j)}` of random permutations, ascending.
  private static double[] permuted(double[][] k, double[][] l, Random random) {
    int n = k.length;
    int[] p = new int[n];
    Arrays.setAll(p, i -> i);
    return DoubleStream.generate(
            () -> {
              shuffle(p, random);
              double sum = 0;
              for (int i = 0; i < n; i++) {
                double[] row = l[p[i]];
                sum += k[i][i] * row[p[i]];
                for (int j = 0; j < i; j++) {
                  sum += 2 * k[i][j] * row[p[j]];
                }
              }
              return sum;
            })
        .limit(COUNT)
        .sorted()
        .toArray();
  }

  private static void shuffle(int[] p, Random random) {
    for (int i = p.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int held = p[i];
      p[i] = p[j];
      p[j] = held;
    }
  }

  private static double[][] gram(double[] values, Cell cell) {
    int d = cell.columns();
    double[] mean = new double[d];
    for (int i = 0; i < values.length; i++) {
      mean[i % d] += values[i] / cell.rows();
    }
    double[][] gram = new double[cell.rows()][cell.rows()];
    for (int i = 0; i < gram.length; i++) {
      for (int j = 0; j < gram.length; j++) {
        for (int c = 0; c < d; c++) {
          gram[i][j] += (values[i * d + c] - mean[c]) * (values[j * d + c] - mean[c]);
        }
      }
    }
    return gram;
  }
}
