package dev.lamina.bench;

import java.util.List;

/// The median and the range of what repeated measurements gave: machines are noisy.
///
/// @param value median; the mean of the middle two of an even number
public record Median(double value, double low, double high) {

  public static Median of(List<Double> measured) {
    if (measured.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    List<Double> sorted = measured.stream().sorted().toList();
    int size = sorted.size();
    double middle = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    return new Median(middle, sorted.getFirst(), sorted.getLast());
  }
}
