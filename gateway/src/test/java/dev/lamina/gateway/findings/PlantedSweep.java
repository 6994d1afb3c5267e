package dev.lamina.gateway.findings;

import dev.lamina.contract.Digest;
import dev.lamina.contract.ModelDigest;
import dev.lamina.contract.ModelRef;
import dev.lamina.contract.RowsDigest;
import dev.lamina.gateway.plan.Planner;
import dev.lamina.gateway.plan.ResolvedModel;
import dev.lamina.gateway.plan.ResolvedSweep;
import dev.lamina.gateway.plan.ResolvedTask;
import dev.lamina.gateway.plan.SweepPlan;
import dev.lamina.gateway.scores.ScoreRow;
import dev.lamina.gateway.scores.ScoredCell;
import dev.lamina.gateway.spec.SweepSpec.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/// A sweep of `base`, and of `sft` that is tuned on it, against `ctl-{task}`, with planted
/// scores. Tasks of the second half are of cluster "high"; every other task is unseen.
///
/// @param experimental names of the experimental models, in the spec's order
record PlantedSweep(int tasks, List<String> experimental) {

  static final int LAYERS = 13;
  private static final int GROUPS = 32;
  private static final double NOISE = 0.01;

  /// Where a score is planted.
  record Place(String experimental, int task, String cluster, int layer) {}

  SweepPlan plan() {
    List<ResolvedModel> models = new ArrayList<>();
    experimental.forEach(name -> models.add(model(name)));
    List<Comparison> comparisons =
        experimental.stream().map(name -> new Comparison(name, "ctl-{task}")).toList();
    List<ResolvedTask> all = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      String control = "ctl-t" + i;
      models.add(model(control));
      all.add(
          new ResolvedTask(
              "t" + i,
              i < tasks / 2 ? "low" : "high",
              i % 2 == 0,
              new RowsDigest(Digest.of("rows").with("task", "t" + i).hex()),
              10,
              1000,
              comparisons.stream()
                  .map(pair -> new ResolvedTask.Pair(pair, pair.experimental(), control))
                  .toList()));
    }
    return Planner.plan(
        new ResolvedSweep(
            "test",
            models,
            all,
            comparisons,
            "cls",
            128,
            "truncate",
            "float32",
            List.of(),
            List.of("cka-debiased"),
            ""),
        "1");
  }

  private static ResolvedModel model(String name) {
    ModelRef.Part base = new ModelRef.Part(new ModelDigest(Digest.of("model").hex()), "file:/base");
    ModelRef ref =
        name.equals("base")
            ? ModelRef.of(base)
            : ModelRef.adapted(
                base,
                new ModelRef.Part(
                    new ModelDigest(Digest.of("adapter").with("name", name).hex()), "file:/x"));
    return new ResolvedModel(name, ref, LAYERS, 8, 512, 1000, "there", "default", List.of());
  }

  /// Scores with a noise of 0.01 by chance of the rows, which their influences tell.
  List<ScoredCell> cells(ToDoubleFunction<Place> truth) {
    Random random = new Random(7);
    List<ScoredCell> cells = new ArrayList<>();
    for (String model : experimental) {
      for (int task = 0; task < tasks; task++) {
        String cluster = task < tasks / 2 ? "low" : "high";
        for (int layer = 0; layer < LAYERS; layer++) {
          List<Double> influences = new ArrayList<>();
          double noise = 0;
          for (int g = 0; g < GROUPS; g++) {
            double influence = NOISE / Math.sqrt(GROUPS) * random.nextGaussian();
            influences.add(influence);
            noise += influence;
          }
          double value = truth.applyAsDouble(new Place(model, task, cluster, layer)) + noise;
          ScoreRow row =
              new ScoreRow(
                  model,
                  "ctl-t" + task,
                  "t" + task,
                  cluster,
                  layer,
                  "cka-debiased",
                  value,
                  null,
                  null,
                  1000,
                  0);
          cells.add(new ScoredCell(row, influences, Optional.of(1e-6)));
        }
      }
    }
    return cells;
  }

  /// The same scores without a value.
  static List<ScoredCell> undefined(List<ScoredCell> cells) {
    return cells.stream()
        .map(ScoredCell::row)
        .map(
            r ->
                new ScoreRow(
                    r.experimental(),
                    r.control(),
                    r.task(),
                    r.cluster(),
                    r.layer(),
                    r.measure(),
                    null,
                    null,
                    null,
                    r.n(),
                    0))
        .map(row -> new ScoredCell(row, List.of(), Optional.empty()))
        .toList();
  }
}
