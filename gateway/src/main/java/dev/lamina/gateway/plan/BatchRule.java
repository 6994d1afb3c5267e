package dev.lamina.gateway.plan;

/// How many rows make a batch: a fixed rule of the model's and the task's size, so that the
/// same task gives the same batches wherever it runs.
final class BatchRule {

  /// Work of one unit at this nominal speed: about 10 s on a small machine, far less on a GPU.
  private static final double SECONDS = 10;

  static final double FLOPS = 1.5e11;
  private static final long MAX_BYTES = 64L << 20;
  private static final double CHARACTERS_PER_TOKEN = 4;

  /// Rows that are stored and are none, of those that are.
  private static final double MOST_PADDING = 0.01;

  private BatchRule() {}

  static int rows(ResolvedModel model, ResolvedTask task, int maxTokens) {
    double bytesPerRow = 4.0 * model.layers() * model.features();
    double most =
        Math.min(SECONDS * FLOPS / flopsPerRow(model, task, maxTokens), MAX_BYTES / bytesPerRow);
    return even(task.rowCount(), (int) Math.clamp(most, 1, task.rowCount()));
  }

  /// Batches of even size: the last one is stored as large as the others, so the largest size is
  /// taken that wastes little of it, down to half of what a batch may have.
  static int even(int rows, int most) {
    int largest = Math.ceilDiv(rows, Math.ceilDiv(rows, most));
    int best = largest;
    for (int size = largest;
        size > largest / 2 && padding(rows, best) > MOST_PADDING * rows;
        size--) {
      if (padding(rows, size) < padding(rows, best)) {
        best = size;
      }
    }
    return best;
  }

  private static int padding(int rows, int size) {
    return Math.ceilDiv(rows, size) * size - rows;
  }

  static double flopsPerRow(ResolvedModel model, ResolvedTask task, int maxTokens) {
    return 2.0 * model.parameters() * Math.min(maxTokens, tokens(task) / task.rowCount());
  }

  /// An estimate, good enough to size work by.
  static double tokens(ResolvedTask task) {
    return task.characters() / CHARACTERS_PER_TOKEN + 2.0 * task.rowCount();
  }
}
