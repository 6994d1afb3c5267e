package dev.lamina.gateway.findings;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Control of the false discovery rate by Benjamini and Hochberg, J. R. Stat. Soc. B 57, 1995.
final class FalseDiscovery {

  /// Of what is called found, at most this share is expected to be chance.
  static final double RATE = 0.05;

  private FalseDiscovery() {}

  /// The q-value of each p-value: the least rate at which it counts as found. NaN stays NaN and
  /// does not count as a test.
  static double[] q(List<Double> p) {
    int[] order =
        IntStream.range(0, p.size())
            .filter(i -> !p.get(i).isNaN())
            .boxed()
            .sorted(Comparator.comparingDouble(p::get))
            .mapToInt(i -> i)
            .toArray();
    double[] q = new double[p.size()];
    java.util.Arrays.fill(q, Double.NaN);
    double least = 1;
    for (int rank = order.length; rank >= 1; rank--) {
      least = Math.min(least, p.get(order[rank - 1]) * order.length / rank);
      q[order[rank - 1]] = least;
    }
    return q;
  }
}
