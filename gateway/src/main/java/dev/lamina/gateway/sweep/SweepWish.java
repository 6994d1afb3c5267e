package dev.lamina.gateway.sweep;

import java.time.Instant;

/// What somebody wished of a sweep, as it is kept: wishes are numbered, and the newest counts.
///
/// @param at milliseconds since 1970
/// @param batchesStored batches that were stored before
/// @param unitsStored analysis units whose scores were stored before
/// @param flopsLeft estimated work of the batches that were not stored
public record SweepWish(Kind kind, long at, int batchesStored, int unitsStored, double flopsLeft) {

  /// Kinds of wishes.
  public enum Kind {
    RUN,
    CANCEL
  }

  public Instant instant() {
    return Instant.ofEpochMilli(at);
  }

  public static SweepWish run(SweepStock stock) {
    return new SweepWish(
        Kind.RUN, System.currentTimeMillis(), stock.batches(), stock.units(), stock.flopsLeft());
  }

  public static SweepWish cancel() {
    return new SweepWish(Kind.CANCEL, System.currentTimeMillis(), 0, 0, 0);
  }
}
