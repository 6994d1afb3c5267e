package dev.lamina.gateway.plan;

/// How many rows make a batch: a fixed rule of the model's and the task's size, so that the
/// same task gives the same batches wherever it runs.
final class BatchRule {

  /// Work of one unit at this nominal speed: about 10 s on a small machine, far less on a GPU.
  private static final double SECONDS = 10;

  static final double FLOPS = 1.5e11;
  private static final long MAX_BYTES = 64L << 20;
  private static final double CHARACTERS_PER_TOKEN = 4;

  private BatchRule() {}

  /// Batches of even size, so that the last one is hardly padded.
  static int rows(ResolvedModel model, ResolvedTask task, int maxTokens) {
    double bytesPerRow = 4.0 * model.layers() * model.features();
    double most =
        Math.max(
            1,
            Math.min(
                SECONDS * FLOPS / flopsPerRow(model, task, maxTokens), MAX_BYTES / bytesPerRow));
    int batches = (int) Math.ceil(task.rowCount() / most);
    return Math.ceilDiv(task.rowCount(), batches);
  }

  static double flopsPerRow(ResolvedModel model, ResolvedTask task, int maxTokens) {
    return 2.0 * model.parameters() * Math.min(maxTokens, tokens(task) / task.rowCount());
  }

  /// An estimate, good enough to size work by.
  static double tokens(ResolvedTask task) {
    return task.characters() / CHARACTERS_PER_TOKEN + 2.0 * task.rowCount();
  }
}
