package dev.lamina.gateway.sweep;

import dev.lamina.contract.RowText;
import dev.lamina.contract.RowsDigest;
import dev.lamina.contract.Wire;
import dev.lamina.gateway.plan.SweepPlan;
import dev.lamina.tensor.Keys;
import dev.lamina.tensor.ObjectStore;
import dev.lamina.tensor.RowStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Submitted sweeps in the object store. A sweep is kept before its submission is answered.
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

  public List<String> ids() {
    return Keys.sweepIds(store.list(Keys.SWEEPS));
  }

  public void markCancelled(String id) {
    store.createOnce(Keys.sweepCancelled(id), "cancelled".getBytes(StandardCharsets.UTF_8));
  }

  public boolean isCancelled(String id) {
    return store.exists(Keys.sweepCancelled(id));
  }

  /// A sweep that is submitted again is wanted again.
  public void unmarkCancelled(String id) {
    if (isCancelled(id)) {
      store.delete(Keys.sweepCancelled(id));
    }
  }
}
