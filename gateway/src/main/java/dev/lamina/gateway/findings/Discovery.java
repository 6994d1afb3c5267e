package dev.lamina.gateway.findings;

import dev.lamina.metrics.chance.FalseDiscoveries;
import java.util.List;
import java.util.OptionalDouble;

/// False discovery rates over tests of which some may have no p-value.
final class Discovery {

  /// Of what is called found, at most this share is expected to be chance.
  static final double RATE = 0.05;

  private Discovery() {}

  /// The q-value of each test, NaN where there is no p-value; tests without one do not count.
  static double[] q(List<OptionalDouble> p) {
    double[] known =
        FalseDiscoveries.qValues(
            p.stream()
                .filter(OptionalDouble::isPresent)
                .mapToDouble(each -> each.orElse(1))
                .toArray());
    double[] q = new double[p.size()];
    int next = 0;
    for (int i = 0; i < q.length; i++) {
      q[i] = p.get(i).isPresent() ? known[next++] : Double.NaN;
    }
    return q;
  }
}
