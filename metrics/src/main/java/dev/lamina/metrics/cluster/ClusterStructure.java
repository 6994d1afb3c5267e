package dev.lamina.metrics.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// How much of the tasks' variance their clusters explain, at each layer and over all layers.
///
/// With `T` tasks the share is `η² = Σ over clusters n_c (m_c − m)² / Σ over tasks (x_t − m)²`,
/// 0 to 1. Clusters that mean nothing explain about `(k − 1)/(T − 1)` of it. The p-value is the
/// share of random assignments of the tasks to clusters of the same sizes that explain as much
/// or more (Anderson, Austral Ecology 26, 2001). Over all layers it is the mean of `η²`.
///
/// Tasks without a finite value at some layer are left out. Pure: the same curves give the same
/// answer.
///
/// @param share of the variance between clusters, by layer; NaN where all tasks are equal
/// @param p by layer: probability of such a share were the clusters arbitrary; NaN with it
/// @param overall mean share over layers
/// @param overallP the p-value of that mean
/// @param expected share that arbitrary clusters explain
/// @param tasks that were used
/// @param clusters that were used
@SuppressWarnings("ArrayRecordComponent")
public record ClusterStructure(
    double[] share,
    double[] p,
    double overall,
    double overallP,
    double expected,
    int tasks,
    int clusters) {

  private static final int PERMUTATIONS = 1999;
  private static final long SEED = 13;

  /// The structure of `curves`, tasks × layers; empty when there are fewer than two clusters or
  /// none has two tasks, or when nothing varies.
  public static Optional<ClusterStructure> of(double[][] curves, List<String> clusterOfTask) {
    int[] used = IntStream.range(0, curves.length).filter(t -> whole(curves[t])).toArray();
    List<String> names = Arrays.stream(used).mapToObj(clusterOfTask::get).distinct().toList();
    if (names.size() < 2 || names.size() >= used.length) {
      return Optional.empty();
    }
    int[] labels = Arrays.stream(used).map(t -> names.indexOf(clusterOfTask.get(t))).toArray();
    double[][] values = Arrays.stream(used).mapToObj(t -> curves[t]).toArray(double[][]::new);
    double[] share = shares(values, labels, names.size());
    if (Arrays.stream(share).noneMatch(Double::isFinite)) {
      return Optional.empty();
    }
    double overall = mean(share);
    int[] asMuch = new int[share.length];
    int asMuchOverall = 0;
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < PERMUTATIONS; i++) {
      shuffle(labels, random);
      double[] other = shares(values, labels, names.size());
      for (int l = 0; l < share.length; l++) {
        asMuch[l] += other[l] >= share[l] * (1 - 1e-12) ? 1 : 0;
      }
      asMuchOverall += mean(other) >= overall * (1 - 1e-12) ? 1 : 0;
    }
    double[] p = new double[share.length];
    Arrays.setAll(p, l -> Double.isFinite(share[l]) ? probability(asMuch[l]) : Double.NaN);
    return Optional.of(
        new ClusterStructure(
            share,
            p,
            overall,
            probability(asMuchOverall),
            (names.size() - 1.0) / (used.length - 1.0),
            used.length,
            names.size()));
  }

  private static double probability(int asMuch) {
    return (asMuch + 1.0) / (PERMUTATIONS + 1.0);
  }

  private static boolean whole(double[] curve) {
    return Arrays.stream(curve).allMatch(Double::isFinite);
  }

  private static double mean(double[] shares) {
    return Arrays.stream(shares).filter(Double::isFinite).average().orElseThrow();
  }

  private static double[] shares(double[][] values, int[] labels, int clusters) {
    double[] shares = new double[values[0].length];
    for (int l = 0; l < shares.length; l++) {
      shares[l] = share(values, l, labels, clusters);
    }
    return shares;
  }

  private static double share(double[][] values, int layer, int[] labels, int clusters) {
    double[] sums = new double[clusters];
    int[] counts = new int[clusters];
    double mean = 0;
    for (double[] curve : values) {
      mean += curve[layer] / values.length;
    }
    double total = 0;
    for (int t = 0; t < values.length; t++) {
      double distance = values[t][layer] - mean;
      sums[labels[t]] += distance;
      counts[labels[t]]++;
      total += distance * distance;
    }
    double between = 0;
    for (int c = 0; c < clusters; c++) {
      between += sums[c] * sums[c] / counts[c];
    }
    return total == 0 ? Double.NaN : between / total;
  }

  private static void shuffle(int[] labels, SplittableRandom random) {
    for (int i = labels.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = labels[i];
      labels[i] = labels[j];
      labels[j] = kept;
    }
  }
}
