package dev.lamina.bench.measures;

/// What is measured.
///
/// @param threads of every side
/// @param rows of the pair and of the task
/// @param features of a layer
/// @param layers of the task
/// @param rounds in which each side has one turn
/// @param costRows rows on which all measures are compared with linear CKA
/// @param costFeatures features there
record Setting(
    int threads, int rows, int features, int layers, int rounds, int costRows, int costFeatures) {

  Setting {
    if (threads < 1 || rows < 4 || features < 4 || layers < 1 || rounds < 1) {
      throw new IllegalArgumentException(
          "needs at least 1 thread, 4 rows, 4 features, 1 layer and 1 round");
    }
  }

  /// Multiply-adds of a product of two sides, as operations: a multiply-add is two.
  double product() {
    return 2.0 * rows * features * features;
  }

  /// What the exact formulation needs for one pair of which nothing is known: a product of both
  /// sides, and of each side with itself, which is symmetric and counts half.
  double coldPair() {
    return product() * (1 + 2 * 0.5);
  }

  /// The same for one of the two cells of a layer of a task: they share a side.
  double coldCell() {
    return product() * (2 + 3 * 0.5) / 2;
  }

  /// One cell of sides that are known.
  double knownCell() {
    return product();
  }
}
