package dev.lamina.gateway.findings;

import dev.lamina.contract.ModelRef;
import dev.lamina.gateway.plan.ResolvedTask;
import dev.lamina.gateway.plan.SweepPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Two experimental models that are compared with the same control: the base and a tuned one.
///
/// The base is the one that the other is an adapter on. Where neither is (two full checkpoints,
/// or two adapters), the one that the spec compares first is taken for the base, as its author
/// would list them. Of three and more, each is held against the one base.
record TuningPair(PairCurves base, PairCurves tuned) {

  static List<TuningPair> of(SweepPlan plan, List<PairCurves> pairs) {
    Map<String, List<PairCurves>> byControl = new LinkedHashMap<>();
    pairs.forEach(
        pair -> byControl.computeIfAbsent(pair.pair().control(), c -> new ArrayList<>()).add(pair));
    List<TuningPair> found = new ArrayList<>();
    for (List<PairCurves> same : byControl.values()) {
      PairCurves base =
          same.stream()
              .filter(each -> same.stream().anyMatch(other -> isBase(plan, each, other)))
              .findFirst()
              .orElse(same.getFirst());
      same.stream()
          .filter(each -> !each.pair().equals(base.pair()))
          .forEach(each -> found.add(new TuningPair(base, each)));
    }
    return found;
  }

  private static boolean isBase(SweepPlan plan, PairCurves base, PairCurves tuned) {
    ModelRef under = model(plan, base);
    ModelRef over = model(plan, tuned);
    return under.adapter().isEmpty()
        && over.adapter().isPresent()
        && over.base().digest().equals(under.base().digest());
  }

  /// The pair's experimental model; the first task's, where each has its own.
  private static ModelRef model(SweepPlan plan, PairCurves pair) {
    ResolvedTask task = pair.curves().getFirst().task();
    return task.pairs().stream()
        .filter(names -> names.template().equals(pair.pair()))
        .findFirst()
        .map(names -> plan.sweep().model(names.experimental()).ref())
        .orElseThrow();
  }
}
