package dev.lamina.gateway.findings;

import dev.lamina.metrics.estimate.Interval;
import java.util.Locale;
import java.util.Optional;

/// What tuning did for a task, by the interval of its gain (mean over layers) and the base's own
/// mean score with the control. Only a similarity has a level that says "alike", so a distance
/// knows no [#ENCODED] and no [#ABSENT].
enum Verdict {
  /// The base is alike the control, and tuning moves that by no more than the margin.
  ENCODED,
  /// Tuning makes the model more alike the control.
  GAINED,
  /// Tuning makes the model less alike the control.
  LOST,
  /// Neither is alike the control: tuning moves the base by no more than the margin.
  ABSENT,
  /// The interval holds 0 and reaches beyond the margin, or there is none.
  UNDECIDED;

  /// A difference of no more than this is none.
  static final double MARGIN = 0.05;

  /// From this mean score on, two models are called alike.
  static final double ALIKE = 0.5;

  /// @param q the least false discovery rate over tasks at which the gain differs from 0
  static Verdict of(Effect gain, double q, double baseMean, boolean similarity) {
    Optional<Interval> interval = gain.interval();
    if (interval.isEmpty()) {
      return UNDECIDED;
    }
    double low = interval.get().low();
    double high = interval.get().high();
    if (similarity && low > -MARGIN && high < MARGIN) {
      return baseMean >= ALIKE ? ENCODED : ABSENT;
    }
    if (q > Discovery.RATE || (low <= 0 && high >= 0)) {
      return UNDECIDED;
    }
    return low > 0 ? GAINED : LOST;
  }

  static Verdict of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
