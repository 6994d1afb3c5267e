package dev.lamina.metrics.estimate;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/// A linear combination of scores, such as one pair's less another's on the same task, or a
/// mean over layers, with its interval: `value ± t √(G/(G−1) Σ (J_g − J̄)²)`, where `J_g` is
/// the same combination of the scores' influences of group `g`, `G = 32`: a delete-a-group
/// jackknife (Kott, Journal of Official Statistics 17, 2001).
///
/// Scores of the same rows depend on one another; the groups know how. Those of different tasks
/// are taken as independent, and the same class serves them. The degrees of freedom are
/// Satterthwaite's from the 32 influences, 31 at most.
///
/// @param value the combination
/// @param interval its 95 % interval; empty when some score with a weight has no influences
/// @param p two-sided p-value of a true value of 0; empty likewise
public record Contrast(double value, Optional<Interval> interval, OptionalDouble p) {

  public Contrast {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("A contrast is finite, found " + value);
    }
  }

  /// `Σ weights[i] values[i]`.
  ///
  /// @param values scores
  /// @param influences of each score, 32 numbers or none
  /// @param weights as many as scores; sum to 0 for a difference, to 1 for a mean
  public static Contrast of(double[] values, double[][] influences, double[] weights) {
    if (values.length != weights.length || values.length != influences.length) {
      throw new IllegalArgumentException(
          "A contrast has as many scores as influences and weights, found %d, %d and %d"
              .formatted(values.length, influences.length, weights.length));
    }
    double value = 0;
    double[] combined = new double[RowGroups.COUNT];
    boolean known = true;
    for (int i = 0; i < values.length; i++) {
      if (weights[i] == 0) {
        continue;
      }
      value += weights[i] * values[i];
      known &= influences[i].length == RowGroups.COUNT;
      for (int g = 0; known && g < RowGroups.COUNT; g++) {
        combined[g] += weights[i] * influences[i][g];
      }
    }
    if (!known) {
      return new Contrast(value, Optional.empty(), OptionalDouble.empty());
    }
    Student contrast = student(value, combined);
    return new Contrast(value, Optional.of(contrast.interval()), OptionalDouble.of(contrast.p()));
  }

  private static Student student(double value, double[] influences) {
    double mean = Arrays.stream(influences).sum() / RowGroups.COUNT;
    double[] centred = Arrays.stream(influences).map(j -> j - mean).toArray();
    double squares = Arrays.stream(centred).map(j -> j * j).sum();
    double error = Math.sqrt(squares * RowGroups.COUNT / (RowGroups.COUNT - 1.0));
    return new Student(value, error, Freedom.of(centred));
  }
}
