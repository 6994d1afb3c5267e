package dev.lamina.bench.measures;

import dev.lamina.bench.Median;
import dev.lamina.metrics.Matrix;
import dev.lamina.metrics.Measures;
import dev.lamina.metrics.Side;
import dev.lamina.metrics.blas.OpenBlas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/// Every measure beside linear CKA, in the precision that an analyzer has for each.
final class Costs {

  private final Setting setting;
  private final Consumer<String> progress;
  private final OpenBlas kernel;

  Costs(Setting setting, Consumer<String> progress) {
    this.setting = setting;
    this.progress = progress;
    this.kernel = OpenBlas.withDefaults().withThreads(setting.threads());
  }

  List<Cost> measure() {
    float[] x = states(1);
    float[] y = mixed(x, states(2));
    Map<String, List<Timed>> turns = new LinkedHashMap<>();
    for (int round = 0; round < setting.rounds(); round++) {
      for (String name : Measures.names()) {
        Timed turn = Timed.of(() -> score(name, x, y));
        turns.computeIfAbsent(name, any -> new ArrayList<>()).add(turn);
        progress.accept("%s: %.2f s".formatted(name, turn.seconds()));
      }
    }
    List<Timed> cka = turns.getOrDefault("cka", List.of());
    return turns.entrySet().stream()
        .map(
            measure ->
                new Cost(
                    measure.getKey(),
                    Median.of(measure.getValue().stream().map(Timed::seconds).toList()),
                    Median.of(ratios(measure.getValue(), cka))))
        .toList();
  }

  private static List<Double> ratios(List<Timed> mine, List<Timed> theirs) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < mine.size(); round++) {
      ratios.add(mine.get(round).seconds() / theirs.get(round).seconds());
    }
    return ratios;
  }

  private double score(String name, float[] x, float[] y) {
    return Measures.named(name)
        .map(measure -> measure.score(side(x), side(y)))
        .or(() -> Measures.descriptor(name).map(descriptor -> descriptor.score(side(x))))
        .orElseThrow()
        .value()
        .orElseThrow();
  }

  private Side side(float[] values) {
    return Side.of(Matrix.of(setting.costRows(), setting.costFeatures(), values), kernel);
  }

  private float[] states(long seed) {
    Random random = new Random(seed);
    float[] states = new float[setting.costRows() * setting.costFeatures()];
    for (int i = 0; i < states.length; i++) {
      states[i] = (float) random.nextGaussian();
    }
    return states;
  }

  private static float[] mixed(float[] x, float[] own) {
    for (int i = 0; i < own.length; i++) {
      own[i] = x[i] + 0.5f * own[i];
    }
    return own;
  }
}
