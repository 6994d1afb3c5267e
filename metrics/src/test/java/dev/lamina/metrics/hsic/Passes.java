package dev.lamina.metrics.hsic;

import dev.lamina.metrics.blas.Kernel;
import dev.lamina.metrics.blas.OpenBlas;
import dev.lamina.metrics.blas.Precision;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Ways to send two sides through a pass.
record Passes(Kernel kernel, Precision precision, int mostRows) {

  private static final List<LinearPass.Sides> PAIR = List.of(new LinearPass.Sides(0, 1));

  /// Float64, all rows at once.
  static Passes plain() {
    return new Passes(OpenBlas.withDefaults(), Precision.FLOAT64, Integer.MAX_VALUE);
  }

  Passes in(Precision other) {
    return new Passes(kernel, other, mostRows);
  }

  Passes by(Kernel other) {
    return new Passes(other, precision, mostRows);
  }

  /// In portions of 1 to so many rows.
  Passes portions(int most) {
    return new Passes(kernel, precision, most);
  }

  PairTerms terms(Rows x, Rows y) {
    return terms(x, Optional.empty(), y, Optional.empty());
  }

  PairTerms terms(Rows x, Optional<SelfTerms> knownX, Rows y, Optional<SelfTerms> knownY) {
    List<LinearPass.Input> inputs =
        List.of(
            new LinearPass.Input(x.columns(), knownX), new LinearPass.Input(y.columns(), knownY));
    try (LinearPass pass = new LinearPass(x.count(), inputs, PAIR, kernel, precision)) {
      return terms(pass, x, y);
    }
  }

  /// In memory that other passes may have used.
  PairTerms terms(NativeMemory memory, Rows x, Rows y) {
    List<LinearPass.Input> inputs =
        List.of(LinearPass.Input.of(x.columns()), LinearPass.Input.of(y.columns()));
    try (LinearPass pass = LinearPass.within(memory, x.count(), inputs, PAIR, kernel, precision)) {
      return terms(pass, x, y);
    }
  }

  private PairTerms terms(LinearPass pass, Rows x, Rows y) {
    feed(pass, List.of(x, y));
    return pass.finish().getFirst();
  }

  void feed(LinearPass pass, List<Rows> sides) {
    Random random = new Random(mostRows);
    int rows = sides.getFirst().count();
    for (int from = 0, count; from < rows; from += count) {
      count = Math.min(rows - from, mostRows > rows ? rows : 1 + random.nextInt(mostRows));
      int first = from;
      int some = count;
      pass.add(sides.stream().map(side -> block(side, first, some)).toList(), count);
    }
  }

  private RowBlock block(Rows side, int from, int count) {
    return switch (precision) {
      case FLOAT32 -> RowBlock.of(side.floats(from, count));
      case FLOAT64 -> RowBlock.of(side.doubles(from, count));
    };
  }
}
