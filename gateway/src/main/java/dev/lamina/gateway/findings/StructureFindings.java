package dev.lamina.gateway.findings;

import dev.lamina.gateway.findings.Findings.ClusterStructureFinding;
import dev.lamina.gateway.findings.Findings.LayerStructure;
import dev.lamina.metrics.cluster.ClusterStructure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Whether the declared clusters of tasks show in their scores, and at which layers.
final class StructureFindings {

  private StructureFindings() {}

  /// Empty when no cluster has two tasks, or there is only one.
  static Optional<ClusterStructureFinding> of(PairCurves pair) {
    List<String> clusters = pair.curves().stream().map(c -> c.task().cluster()).toList();
    return ClusterStructure.of(pair.values(), clusters).map(found -> finding(pair, found));
  }

  private static ClusterStructureFinding finding(PairCurves pair, ClusterStructure found) {
    List<OptionalDouble> p = new ArrayList<>();
    for (double each : found.p()) {
      p.add(Double.isFinite(each) ? OptionalDouble.of(each) : OptionalDouble.empty());
    }
    double[] q = Discovery.q(p);
    List<LayerStructure> layers = new ArrayList<>();
    for (int l = 0; l < q.length; l++) {
      if (Double.isFinite(q[l])) {
        layers.add(new LayerStructure(pair.layers().get(l), found.share()[l], q[l]));
      }
    }
    return new ClusterStructureFinding(
        pair.pair().experimental(),
        pair.pair().control(),
        pair.measure(),
        found.tasks(),
        found.clusters(),
        found.overall(),
        found.expected(),
        found.overallP(),
        layers);
  }
}
