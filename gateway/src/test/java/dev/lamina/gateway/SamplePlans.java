package dev.lamina.gateway;

import dev.lamina.contract.Digest;
import dev.lamina.contract.ModelDigest;
import dev.lamina.contract.ModelRef;
import dev.lamina.contract.RowsDigest;
import dev.lamina.gateway.plan.Planner;
import dev.lamina.gateway.plan.ResolvedModel;
import dev.lamina.gateway.plan.ResolvedSweep;
import dev.lamina.gateway.plan.ResolvedTask;
import dev.lamina.gateway.plan.SweepPlan;
import dev.lamina.gateway.spec.SweepSpec.Comparison;
import dev.lamina.metrics.Measures;
import java.util.List;
import java.util.stream.IntStream;

/// Plans with two models and several batches per array.
final class SamplePlans {

  private static final Comparison PAIR = new Comparison("base", "tuned");

  private SamplePlans() {}

  static SweepPlan plan(String name, int tasks) {
    return plan(name, tasks, "file:/", "default");
  }

  /// @param place where the models lie
  static SweepPlan plan(String name, int tasks, String place, String pool) {
    List<ResolvedTask> all =
        IntStream.range(0, tasks)
            .mapToObj(
                i ->
                    new ResolvedTask(
                        name + i,
                        "cluster",
                        true,
                        new RowsDigest(Digest.of("rows").with("task", name + i).hex()),
                        6,
                        600,
                        List.of(new ResolvedTask.Pair(PAIR, "base", "tuned"))))
            .toList();
    return Planner.plan(
        new ResolvedSweep(
            name,
            List.of(model("base", place, pool), model("tuned", place, pool)),
            all,
            List.of(PAIR),
            "cls",
            64,
            "truncate",
            "float32",
            List.of(),
            List.of("cka"),
            ""),
        Measures.KERNELS);
  }

  private static ResolvedModel model(String name, String place, String pool) {
    return new ResolvedModel(
        name,
        ModelRef.of(
            new ModelRef.Part(
                new ModelDigest(Digest.of("model").with("name", name).hex()), place + name)),
        2,
        3,
        64,
        5_000_000_000L,
        "there",
        pool,
        List.of());
  }
}
