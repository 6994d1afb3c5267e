package dev.lamina.contract;

import java.util.Locale;

/// What can go wrong, each kind with a page in `docs/errors`.
public enum Fault {
  /// The spec breaks its own rules.
  SPEC_INVALID(Ending.GIVE_UP),
  /// Rows of a task are broken, or cannot be found.
  ROWS_INVALID(Ending.GIVE_UP),
  /// A model is missing, corrupt, or of a kind that cannot be tapped.
  MODEL_INVALID(Ending.GIVE_UP),
  /// What lies at a model's source is no longer the model that was planned.
  MODEL_CHANGED(Ending.GIVE_UP),
  /// A sound model did not run on this worker: a device or memory was wanting.
  EXTRACTION_FAILED(Ending.TRY_AGAIN),
  /// Where a model is fetched from did not answer, or there is no room for the model here.
  SOURCE_UNAVAILABLE(Ending.TRY_AGAIN),
  /// Two arrays hold different rows, or rows in another order.
  ROWS_NOT_PAIRED(Ending.GIVE_UP),
  /// A message that this version does not understand.
  MESSAGE_INVALID(Ending.GIVE_UP),
  /// The queues did not answer.
  QUEUE_UNAVAILABLE(Ending.TRY_AGAIN),
  /// Object storage did not answer, or refused.
  STORE_UNAVAILABLE(Ending.TRY_AGAIN),
  /// A stored object is not what its key says.
  STORE_CORRUPT(Ending.GIVE_UP),
  /// Every worker that took a unit ended before the unit did.
  WORKER_LOST(Ending.GIVE_UP),
  /// Anything that no line above foresees.
  INTERNAL(Ending.TRY_AGAIN);

  private enum Ending {
    GIVE_UP,
    TRY_AGAIN
  }

  private final Ending ending;

  Fault(Ending ending) {
    this.ending = ending;
  }

  /// Whether another try may end better.
  public boolean retry() {
    return ending == Ending.TRY_AGAIN;
  }

  /// As it stands in problems, manifests and page names: `model-invalid`.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
