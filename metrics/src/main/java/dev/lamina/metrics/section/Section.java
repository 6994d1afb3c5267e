package dev.lamina.metrics.section;

/// A run of layers over which the tasks' curves stay level.
///
/// @param firstLayer its first layer, as a column of the curves, from 0
/// @param lastLayer its last layer, included
/// @param mean mean of all finite values of all tasks in it
public record Section(int firstLayer, int lastLayer, double mean) {

  public Section {
    if (firstLayer < 0 || lastLayer < firstLayer || !Double.isFinite(mean)) {
      throw new IllegalArgumentException(
          "A section needs 0 <= first <= last layer and a finite mean, found %d to %d with %s"
              .formatted(firstLayer, lastLayer, mean));
    }
  }
}
