package dev.lamina.metrics.hsic;

import dev.lamina.metrics.blas.Precision;
import dev.lamina.metrics.blas.View;
import java.util.Optional;

/// Memory for the intermediate results of one thread. What was handed out is overwritten when
/// the same is asked for again.
final class Scratch {

  private final NativeMemory memory;
  private Optional<View> first = Optional.empty();
  private Optional<View> second = Optional.empty();
  private double[] doubles = {};
  private Lines lines = new Lines(0);

  Scratch(NativeMemory memory) {
    this.memory = memory;
  }

  /// A matrix of anything.
  View product(Precision precision, int rows, int columns) {
    View found = enough(first, precision, rows, columns);
    first = Optional.of(found);
    return View.of(found.memory(), precision, rows, columns);
  }

  /// Another matrix of anything.
  View factor(Precision precision, int rows, int columns) {
    View found = enough(second, precision, rows, columns);
    second = Optional.of(found);
    return View.of(found.memory(), precision, rows, columns);
  }

  private View enough(Optional<View> held, Precision precision, int rows, int columns) {
    long bytes = (long) rows * columns * precision.bytes();
    return held.filter(view -> view.memory().byteSize() >= bytes)
        .orElseGet(() -> memory.matrix(precision, rows, columns));
  }

  /// At least `count` numbers of anything.
  double[] doubles(int count) {
    if (doubles.length < count) {
      doubles = new double[count];
    }
    return doubles;
  }

  /// For lines of up to `length` numbers.
  Lines lines(int length) {
    if (lines.values().length < length) {
      lines = new Lines(length);
    }
    return lines;
  }
}
