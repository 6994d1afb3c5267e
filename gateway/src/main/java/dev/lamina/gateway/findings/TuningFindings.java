package dev.lamina.gateway.findings;

import dev.lamina.gateway.findings.Findings.LayerGain;
import dev.lamina.gateway.findings.Findings.TaskGain;
import dev.lamina.gateway.findings.Findings.TuningFinding;
import dev.lamina.gateway.plan.ResolvedTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

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
    TaskMean mean = TaskMean.of(gains.stream().map(Gain::mean).toList());
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
        mean.low(),
        mean.high(),
        mean.over(),
        meanLayers(),
        verdicts,
        Verdict.MARGIN,
        Verdict.ALIKE);
  }

  /// The gain at each layer as a mean over tasks.
  private List<LayerGain> meanLayers() {
    SortedMap<Integer, List<Effect>> byLayer = new TreeMap<>();
    for (Gain gain : gains) {
      gain.layers()
          .forEach(
              (layer, effect) ->
                  byLayer.computeIfAbsent(layer, l -> new ArrayList<>()).add(effect));
    }
    List<TaskMean> means = byLayer.values().stream().map(TaskMean::of).toList();
    double[] q = Discovery.q(means.stream().map(TaskMean::p).toList());
    List<LayerGain> layers = new ArrayList<>();
    for (int layer : byLayer.keySet()) {
      int index = layers.size();
      TaskMean mean = means.get(index);
      Optional<Double> known = Double.isNaN(q[index]) ? Optional.empty() : Optional.of(q[index]);
      layers.add(new LayerGain(layer, mean.value(), mean.low(), mean.high(), known));
    }
    return layers;
  }
}
