package dev.lamina.metrics.section;

/// Sums of squares of all tasks about their own means, for every run of layers.
final class Costs {

  private final int layers;
  private final double[] squares; // layers x (layers + 1): of layers [i, j)
  private final int[] seenBefore; // how many of layers [0, j) have a finite value
  private final int tasks;
  private final int observations;

  Costs(int layers, double[] squares, boolean[] seen, int tasks, int observations) {
    this.layers = layers;
    this.squares = squares;
    this.tasks = tasks;
    this.observations = observations;
    this.seenBefore = new int[layers + 1];
    for (int l = 0; l < layers; l++) {
      seenBefore[l + 1] = seenBefore[l] + (seen[l] ? 1 : 0);
    }
  }

  int layers() {
    return layers;
  }

  int tasks() {
    return tasks;
  }

  /// Finite values that were counted, repeats included.
  int observations() {
    return observations;
  }

  /// What it costs to call layers `[from, to)` one section; infinite where nothing was observed.
  double of(int from, int to) {
    return seenBefore[from] == seenBefore[to]
        ? Double.POSITIVE_INFINITY
        : squares[from * (layers + 1) + to];
  }
}
