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
  /// A sound model did not run on this worker.
  EXTRACTION_FAILED(Ending.TRY_AGAIN),
  /// A sound model found too little memory on this worker's device.
  DEVICE_MEMORY_SHORT(Ending.ELSEWHERE),
  /// Where a model is fetched from did not answer, or there is no room for the model here.
  SOURCE_UNAVAILABLE(Ending.WAIT),
  /// Two arrays hold different rows, or rows in another order.
  ROWS_NOT_PAIRED(Ending.GIVE_UP),
  /// A message that this version does not understand.
  MESSAGE_INVALID(Ending.GIVE_UP),
  /// The queues did not answer.
  QUEUE_UNAVAILABLE(Ending.WAIT),
  /// Object storage did not answer, or refused.
  STORE_UNAVAILABLE(Ending.WAIT),
  /// A stored object is not what its key says.
  STORE_CORRUPT(Ending.GIVE_UP),
  /// Every worker that took a unit ended before the unit did.
  WORKER_LOST(Ending.GIVE_UP),
  /// Anything that no line above foresees.
  INTERNAL(Ending.TRY_AGAIN);

  /// What may help a unit that failed.
  public enum Ending {
    /// Nothing: it fails on every worker, each time.
    GIVE_UP,
    /// Another try, of a few.
    TRY_AGAIN,
    /// Time: what all units need is away, and none of them is to blame.
    WAIT,
    /// Another worker, or this one when it has more room.
    ELSEWHERE
  }

  private final Ending ending;

  Fault(Ending ending) {
    this.ending = ending;
  }

  public Ending ending() {
    return ending;
  }

  /// Whether the same may end better another time.
  public boolean retry() {
    return ending != Ending.GIVE_UP;
  }

  /// As it stands in problems, manifests and page names: `model-invalid`.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
