package dev.lamina.extractor;

import dev.lamina.contract.ExtractionUnit;
import dev.lamina.queue.Intake;

/// The worker of one pool: its thread, and the model that this thread alone uses.
record PoolWorker(Intake<ExtractionUnit> intake, ResidentModel model) implements AutoCloseable {

  /// The model stays as it is when the thread outlives its grace: it may be running it still.
  @Override
  public void close() {
    intake.close();
    if (!intake.isRunning()) {
      model.close();
    }
  }
}
