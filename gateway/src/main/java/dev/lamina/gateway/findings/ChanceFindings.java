package dev.lamina.gateway.findings;

import dev.lamina.gateway.findings.Findings.ChanceFinding;
import dev.lamina.gateway.scores.ScoredCell;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// How many scores are more alike than rows paired at random: q-values over the cells of all
/// pairs together.
final class ChanceFindings {

  private ChanceFindings() {}

  static List<ChanceFinding> of(List<PairCurves> pairs) {
    List<OptionalDouble> p = new ArrayList<>();
    pairs.forEach(pair -> cells(pair).forEach(cell -> p.add(chance(cell))));
    double[] q = Discovery.q(p);
    List<ChanceFinding> findings = new ArrayList<>();
    int next = 0;
    for (PairCurves pair : pairs) {
      int tested = 0;
      int above = 0;
      for (int i = 0; i < cells(pair).size(); i++, next++) {
        tested += Double.isNaN(q[next]) ? 0 : 1;
        above += q[next] <= Discovery.RATE ? 1 : 0;
      }
      if (tested > 0) {
        findings.add(
            new ChanceFinding(
                pair.pair().experimental(),
                pair.pair().control(),
                pair.measure(),
                tested,
                above,
                Discovery.RATE));
      }
    }
    return findings;
  }

  private static List<ScoredCell> cells(PairCurves pair) {
    return pair.curves().stream().flatMap(curve -> curve.cells().values().stream()).toList();
  }

  private static OptionalDouble chance(ScoredCell cell) {
    return cell.chance().map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }
}
