package dev.lamina.gateway.sweep;

import dev.lamina.contract.RowText;
import dev.lamina.contract.RowsDigest;
import dev.lamina.contract.Wire;
import dev.lamina.gateway.plan.SweepPlan;
import dev.lamina.tensor.Keys;
import dev.lamina.tensor.ObjectStore;
import dev.lamina.tensor.RowStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Submitted sweeps in the object store, and what was wished of them. Both are kept before
/// anybody is answered.
public final class SweepArchive {

  private final ObjectStore store;
  private final RowStore rows;

  public SweepArchive(ObjectStore store) {
    this.store = store;
    this.rows = new RowStore(store);
  }

  /// Keeps the rows first, so that a kept sweep can always be worked on. The newest record stays:
  /// the same content may name other places and pools.
  ///
  /// @return when the sweep was first submitted
  public Instant keep(SweepPlan plan, Map<RowsDigest, List<RowText>> rendered) {
    rendered.values().forEach(rows::store);
    long submitted =
        read(plan.id()).map(SweepRecord::submitted).orElseGet(System::currentTimeMillis);
    SweepRecord record = new SweepRecord(plan.sweep(), plan.kernels(), submitted);
    store.put(Keys.sweep(plan.id()), Wire.encode(record));
    return record.submittedAt();
  }

  public Optional<SweepRecord> read(String id) {
    return store.read(Keys.sweep(id)).map(json -> Wire.decode(json, SweepRecord.class));
  }

  /// Sweeps of which something was wished, with the number of the newest wish.
  public Map<String, Integer> newestWishes() {
    return Keys.newestWishes(store.list(Keys.SWEEPS));
  }

  /// The newest wish for one sweep.
  ///
  /// @param known a number that is known to be taken, or 0
  public int newestWish(String id, int known) {
    int number = known;
    while (store.exists(Keys.sweepWish(id, number + 1))) {
      number++;
    }
    return number;
  }

  public Optional<SweepWish> wish(String id, int number) {
    return store.read(Keys.sweepWish(id, number)).map(json -> Wire.decode(json, SweepWish.class));
  }

  /// Adds a wish.
  ///
  /// @return false when another came first under this number
  public boolean wish(String id, int number, SweepWish wish) {
    byte[] json = Wire.encode(wish);
    // An answer lost on the way may report our own object as found.
    return store.createOnce(Keys.sweepWish(id, number), json)
        || wish(id, number).filter(wish::equals).isPresent();
  }
}
