package dev.lamina.extraction.verify;

import dev.lamina.extraction.BatchStates;
import dev.lamina.extraction.Pooling;
import java.util.stream.IntStream;

/// One row's state at a layer beside the reference, in float64.
public record RowComparison(
    BatchStates found, ReferenceStates reference, Pooling pooling, int layer, int row) {

  /// `|ours - theirs| / |theirs|`.
  public double relativeError() {
    double norm = 0;
    for (int feature = 0; feature < found.features(); feature++) {
      double value = reference.at(pooling, layer, row, feature);
      norm += value * value;
    }
    return distance(layer) / Math.sqrt(norm);
  }

  /// `|ours - theirs|`, theirs being of any layer.
  private double distance(int other) {
    double sum = 0;
    for (int feature = 0; feature < found.features(); feature++) {
      double off = found.at(layer, row, feature) - reference.at(pooling, other, row, feature);
      sum += off * off;
    }
    return Math.sqrt(sum);
  }

  public double cosine() {
    double product = 0;
    double ours = 0;
    double theirs = 0;
    for (int feature = 0; feature < found.features(); feature++) {
      double value = reference.at(pooling, layer, row, feature);
      double own = found.at(layer, row, feature);
      product += own * value;
      ours += own * own;
      theirs += value * value;
    }
    return product / Math.sqrt(ours * theirs);
  }

  /// Whether another layer's reference is nearer than its own.
  public boolean isMisplaced() {
    double own = distance(layer);
    return IntStream.range(0, reference.layers()).anyMatch(other -> distance(other) < own);
  }
}
