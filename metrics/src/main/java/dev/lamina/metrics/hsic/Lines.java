package dev.lamina.metrics.hsic;

import dev.lamina.metrics.blas.View;

/// Moves lines of native matrices of either precision to and from an array in float64, where
/// plain loops run at full speed. For one thread.
final class Lines {

  private final float[] narrow;
  private final double[] wide;

  /// For lines of up to `length` numbers.
  Lines(int length) {
    this.narrow = new float[length];
    this.wide = new double[length];
  }

  /// The numbers read last; overwritten by the next read.
  double[] values() {
    return wide;
  }

  /// Reads `count` numbers of a line, from number `from` on.
  double[] read(View view, int line, int from, int count) {
    switch (view.precision()) {
      case FLOAT32 -> {
        view.read(line, from, count, narrow);
        for (int i = 0; i < count; i++) {
          wide[i] = narrow[i];
        }
      }
      case FLOAT64 -> view.read(line, from, count, wide);
    }
    return wide;
  }

  /// Rounds the first `count` of [#values] to the view's precision and writes them over a line,
  /// from number `from` on.
  void write(View view, int line, int from, int count) {
    switch (view.precision()) {
      case FLOAT32 -> {
        for (int i = 0; i < count; i++) {
          narrow[i] = (float) wide[i];
        }
        view.write(line, from, count, narrow);
      }
      case FLOAT64 -> view.write(line, from, count, wide);
    }
  }
}
