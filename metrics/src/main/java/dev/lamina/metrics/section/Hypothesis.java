package dev.lamina.metrics.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How tasks may change from section to section.
///
/// @param mean how the mean curve varies
/// @param tasks how the tasks' departures from it vary, each with a level of its own in each
///     section; empty when every task keeps its distance from the mean over all layers
/// @param apart how departures vary where they keep their distance
record Hypothesis(Variation mean, Optional<Variation> tasks, Variation apart) {

  private static final double APART = 0.1;
  private static final double[] CORRELATIONS = {0, 0.2, 0.4, 0.6};
  private static final double[] MEAN_SPREADS = {10, 100, 1000, 10000};
  private static final double[] TASK_SPREADS = {0.3, 1, 3, 10, 100};

  /// All that are weighed against one another, each as likely before the data as any other.
  static List<Hypothesis> all(int tasks) {
    List<Hypothesis> all = new ArrayList<>();
    for (double correlation : CORRELATIONS) {
      Variation apart = new Variation(correlation, APART);
      for (double meanSpread : MEAN_SPREADS) {
        Variation mean = new Variation(correlation, meanSpread);
        all.add(new Hypothesis(mean, Optional.empty(), apart));
        for (int i = 0; tasks > 1 && i < TASK_SPREADS.length; i++) {
          Variation own = new Variation(correlation, TASK_SPREADS[i]);
          all.add(new Hypothesis(mean, Optional.of(own), apart));
        }
      }
    }
    return all;
  }
}
