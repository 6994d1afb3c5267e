package dev.lamina.metrics.section;

import java.util.List;

/// The sections of a model's layers, as the curves of several tasks show them, and how sure
/// they are.
///
/// @param sections from the first layer to the last, without gaps; empty only when no value is
///     finite
/// @param boundaries one fewer than the sections
/// @param supportOfCount at index k − 1 the probability of k sections, averaged over resamples
///     of the tasks; sums to 1; empty when there is no score
/// @param tasks tasks with at least one finite value
public record Sections(
    List<Section> sections, List<Boundary> boundaries, List<Double> supportOfCount, int tasks) {

  public Sections {
    sections = List.copyOf(sections);
    boundaries = List.copyOf(boundaries);
    supportOfCount = List.copyOf(supportOfCount);
    if (boundaries.size() != Math.max(0, sections.size() - 1)) {
      throw new IllegalArgumentException(
          "%d sections have %d boundaries between them, found %d"
              .formatted(sections.size(), sections.size() - 1, boundaries.size()));
    }
  }
}
