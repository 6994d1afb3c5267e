package dev.lamina.gateway.findings;

import dev.lamina.gateway.findings.Findings.LayerGain;
import dev.lamina.gateway.findings.Findings.TaskGain;
import dev.lamina.gateway.findings.Findings.TuningFinding;
import dev.lamina.gateway.plan.ResolvedTask;
import dev.lamina.metrics.estimate.Interval;
import dev.lamina.metrics.estimate.Mean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hipparchus.stat.StatUtils;
import org.hipparchus.stat.inference.TTest;

/// What the tuned model of a pair has gained over its base: on each task, layer by layer.
record TuningFindings(TuningPair models, List<Gain> gains) {

  /// @param layers gain by layer, one at least
  /// @param mean over those layers
  record Gain(TaskCurve base, TaskCurve tuned, SortedMap<Integer, Effect> layers, Effect mean) {

    ResolvedTask task() {
      return tuned.task();
    }
  }

  /// Empty when no task has a score of both models at the same layer.
  static Optional<TuningFindings> of(TuningPair models) {
    List<Gain> gains = new ArrayList<>();
    for (TaskCurve tuned : models.tuned().curves()) {
      models.base().curves().stream()
          .filter(base -> base.task().name().equals(tuned.task().name()))
          .findFirst()
          .ifPresent(
              base -> {
                var layers = tuned.less(base, models.tuned().sign());
                if (!layers.isEmpty()) {
                  Effect mean = Effect.mean(List.copyOf(layers.values()));
                  gains.add(new Gain(base, tuned, layers, mean));
                }
              });
    }
    return gains.isEmpty() ? Optional.empty() : Optional.of(new TuningFindings(models, gains));
  }

  GroupFindings groups() {
    return new GroupFindings(
        models.tuned().pair().experimental(),
        models.tuned().pair().control(),
        models.tuned().measure(),
        GroupFindings.GAIN,
        gains.stream().map(g -> new GroupFindings.Value(g.task(), g.mean().value())).toList());
  }

  /// Greatest gain first.
  List<TaskGain> tasks() {
    double[] q = Discovery.q(gains.stream().map(gain -> gain.mean().p()).toList());
    return Ranks.of(gains.stream().map(Gain::mean).toList()).stream()
        .map(place -> task(gains.get(place.index()), q[place.index()], place))
        .toList();
  }

  private TaskGain task(Gain gain, double q, Ranks.Place place) {
    List<LayerGain> layers = layers(gain);
    double baseMean = gain.base().mean().value();
    Verdict verdict = Verdict.of(gain.mean(), q, baseMean, models.tuned().higherIsMoreAlike());
    return new TaskGain(
        models.base().pair().experimental(),
        models.tuned().pair().experimental(),
        models.tuned().pair().control(),
        models.tuned().measure(),
        gain.task().name(),
        gain.task().cluster(),
        gain.task().seen(),
        baseMean,
        gain.tuned().mean().value(),
        gain.mean().value(),
        gain.mean().low(),
        gain.mean().high(),
        found(layers, 1),
        found(layers, -1),
        layers,
        verdict.word(),
        place.rank(),
        place.low(),
        place.high());
  }

  private static List<LayerGain> layers(Gain gain) {
    List<OptionalDouble> p = gain.layers().values().stream().map(Effect::p).toList();
    double[] q = Discovery.q(p);
    List<LayerGain> layers = new ArrayList<>();
    gain.layers()
        .forEach(
            (layer, effect) -> {
              double own = q[layers.size()];
              Optional<Double> known = Double.isNaN(own) ? Optional.empty() : Optional.of(own);
              layers.add(new LayerGain(layer, effect.value(), effect.low(), effect.high(), known));
            });
    return layers;
  }

  private static List<Integer> found(List<LayerGain> layers, int sign) {
    return layers.stream()
        .filter(each -> each.q().orElse(1.0) <= Discovery.RATE && sign * each.gain() > 0)
        .map(LayerGain::layer)
        .toList();
  }

  /// @param tasks what [#tasks] gives
  TuningFinding summary(List<TaskGain> tasks) {
    Mean mean = Mean.of(gains.stream().mapToDouble(g -> g.mean().value()).toArray()).orElseThrow();
    Map<String, Integer> verdicts = new LinkedHashMap<>();
    for (Verdict verdict : Verdict.values()) {
      int count = (int) tasks.stream().filter(t -> t.verdict().equals(verdict.word())).count();
      verdicts.put(verdict.word(), count);
    }
    return new TuningFinding(
        models.base().pair().experimental(),
        models.tuned().pair().experimental(),
        models.tuned().pair().control(),
        models.tuned().measure(),
        gains.size(),
        mean.value(),
        mean.interval().map(Interval::low),
        mean.interval().map(Interval::high),
        meanLayers(),
        verdicts,
        Verdict.MARGIN,
        Verdict.ALIKE);
  }

  /// The gain at each layer as a mean over tasks, with its interval over tasks.
  private List<LayerGain> meanLayers() {
    SortedMap<Integer, List<Double>> byLayer = new TreeMap<>();
    gains.forEach(
        gain ->
            gain.layers()
                .forEach(
                    (layer, effect) ->
                        byLayer
                            .computeIfAbsent(layer, l -> new ArrayList<>())
                            .add(effect.value())));
    double[] q = Discovery.q(byLayer.values().stream().map(TuningFindings::p).toList());
    List<LayerGain> layers = new ArrayList<>();
    byLayer.forEach(
        (layer, values) -> {
          Mean mean = Mean.of(values.stream().mapToDouble(v -> v).toArray()).orElseThrow();
          double own = q[layers.size()];
          layers.add(
              new LayerGain(
                  layer,
                  mean.value(),
                  mean.interval().map(Interval::low),
                  mean.interval().map(Interval::high),
                  Double.isNaN(own) ? Optional.empty() : Optional.of(own)));
        });
    return layers;
  }

  /// Of a mean of 0: Student's test; empty for a single value.
  private static OptionalDouble p(List<Double> values) {
    double[] sample = values.stream().mapToDouble(v -> v).toArray();
    return sample.length < 2 || StatUtils.variance(sample) == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(new TTest().tTest(0, sample));
  }
}
