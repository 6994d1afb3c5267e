package dev.lamina.bench.planted;

import dev.lamina.contract.Digest;
import dev.lamina.contract.ModelDigest;
import dev.lamina.contract.ModelRef;
import dev.lamina.contract.RowsDigest;
import dev.lamina.gateway.findings.Findings;
import dev.lamina.gateway.findings.FindingsBuilder;
import dev.lamina.gateway.plan.Planner;
import dev.lamina.gateway.plan.ResolvedModel;
import dev.lamina.gateway.plan.ResolvedSweep;
import dev.lamina.gateway.plan.ResolvedTask;
import dev.lamina.gateway.plan.SweepPlan;
import dev.lamina.gateway.scores.ScoreRow;
import dev.lamina.gateway.scores.ScoredCell;
import dev.lamina.gateway.spec.SweepSpec.Comparison;
import dev.lamina.metrics.estimate.CkaUncertainty;
import dev.lamina.metrics.estimate.HsicRatio;
import dev.lamina.metrics.hsic.LinearPass;
import dev.lamina.metrics.hsic.PairTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A whole sweep with planted truth: hidden states of a base, a tuned model and a control per
/// task, scored by debiased CKA and told by the same findings as any sweep.
///
/// A control's states are normal, `n × d`. A model's are `√c` of them and `√(1 − c)` of its own,
/// which makes their CKA `c`. `c` is the task's level in the layer's section, and noise along
/// layers moves it.
///
/// @param boundaries last layers of the shared and of the transition section
/// @param features `d`
record PlantedStates(
    List<PlantedTask> tasks,
    int layers,
    List<Integer> boundaries,
    int rows,
    int features,
    Noise noise) {

  private static final List<String> MODELS = List.of("base", "tuned");
  private static final String CONTROL = "control-{task}";
  private static final String MEASURE = "cka-debiased";
  /// The mean step between sections, which the noise's deviation is a share of.
  static final double STEP = 0.2;

  private static final double LEAST = 0.02;
  private static final double MOST = 0.995;

  /// What findings say, and what is true: each task's mean gain over layers.
  @SuppressWarnings("ArrayRecordComponent")
  record Told(Findings findings, double[] gains) {}

  Told tell(Random random) {
    double[] gains = new double[tasks.size()];
    List<ScoredCell> cells = new ArrayList<>();
    List<double[][]> moved =
        MODELS.stream().map(model -> noise.draw(random, tasks.size(), layers)).toList();
    for (int t = 0; t < tasks.size(); t++) {
      for (int l = 0; l < layers; l++) {
        double[] control = normal(random);
        for (int m = 0; m < MODELS.size(); m++) {
          double wanted = tasks.get(t).level(m, section(l)) + STEP * moved.get(m)[t][l];
          double level = Math.clamp(wanted, LEAST, MOST);
          gains[t] += (m == 1 ? level : -level) / layers;
          cells.add(cell(m, t, l, model(control, level, random), control));
        }
      }
    }
    return new Told(FindingsBuilder.build(plan(), cells), gains);
  }

  private int section(int layer) {
    return (int) boundaries.stream().filter(boundary -> boundary < layer).count();
  }

  private double[] normal(Random random) {
    double[] values = new double[rows * features];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    return values;
  }

  private double[] model(double[] control, double level, Random random) {
    double[] own = normal(random);
    for (int i = 0; i < own.length; i++) {
      own[i] = Math.sqrt(level) * control[i] + Math.sqrt(1 - level) * own[i];
    }
    return own;
  }

  private ScoredCell cell(int model, int task, int layer, double[] x, double[] y) {
    PairTerms terms = LinearPass.between(rows, x, y);
    CkaUncertainty known = CkaUncertainty.of(terms, HsicRatio.DEBIASED, row -> row).orElseThrow();
    double value = terms.xy().unbiased() / Math.sqrt(terms.xx().unbiased() * terms.yy().unbiased());
    String name = tasks.get(task).name();
    ScoreRow row =
        new ScoreRow(
            MODELS.get(model),
            CONTROL.replace("{task}", name),
            name,
            tasks.get(task).cluster(),
            layer,
            MEASURE,
            value,
            known.interval().low(),
            known.interval().high(),
            rows,
            0);
    return new ScoredCell(row, known.influences(), Optional.empty());
  }

  private SweepPlan plan() {
    List<Comparison> comparisons =
        MODELS.stream().map(name -> new Comparison(name, CONTROL)).toList();
    List<ResolvedModel> models = new ArrayList<>();
    MODELS.forEach(name -> models.add(model(name)));
    List<ResolvedTask> resolved = new ArrayList<>();
    for (PlantedTask task : tasks) {
      String control = CONTROL.replace("{task}", task.name());
      models.add(model(control));
      resolved.add(
          new ResolvedTask(
              task.name(),
              task.cluster(),
              task.seen(),
              new RowsDigest(Digest.of("rows").with("task", task.name()).hex()),
              rows,
              rows,
              comparisons.stream()
                  .map(pair -> new ResolvedTask.Pair(pair, pair.experimental(), control))
                  .toList()));
    }
    return Planner.plan(
        new ResolvedSweep(
            "planted",
            models,
            resolved,
            comparisons,
            "last-token",
            8,
            "truncate",
            "float32",
            List.of(),
            List.of(MEASURE),
            ""),
        "planted");
  }

  private ResolvedModel model(String name) {
    ModelDigest digest = new ModelDigest(Digest.of("model").with("name", name).hex());
    return new ResolvedModel(
        name,
        ModelRef.of(new ModelRef.Part(digest, "file:/planted")),
        layers,
        features,
        8,
        1,
        "",
        "default",
        List.of());
  }
}
