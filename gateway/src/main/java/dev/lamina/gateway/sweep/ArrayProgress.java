package dev.lamina.gateway.sweep;

import dev.lamina.gateway.plan.PlannedArray;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// How far one array is: which batches are stored, out at workers, or given up. Shared by all
/// sweeps that need it.
final class ArrayProgress {

  private PlannedArray array;
  private final BitSet stored = new BitSet();
  private final BitSet out = new BitSet();
  private int storedByOthers;
  private final Map<Integer, SweepStatus.UnitFault> failed = new LinkedHashMap<>();

  ArrayProgress(PlannedArray array, Collection<Integer> stored) {
    this.array = array;
    stored.forEach(this.stored::set);
  }

  PlannedArray array() {
    return array;
  }

  /// The next batch to release, or -1.
  int next() {
    for (int batch = 0; batch < array.shape().batches(); batch++) {
      if (!stored.get(batch) && !out.get(batch) && !failed.containsKey(batch)) {
        return batch;
      }
    }
    return -1;
  }

  void released(int batch) {
    out.set(batch);
  }

  /// @param byOthers whether a worker found it stored already
  /// @return whether this was news
  boolean stored(int batch, boolean byOthers) {
    boolean news = !stored.get(batch);
    if (news && byOthers) {
      storedByOthers++;
    }
    stored.set(batch);
    out.clear(batch);
    failed.remove(batch);
    return news;
  }

  boolean failed(int batch, SweepStatus.UnitFault fault) {
    out.clear(batch);
    return !stored.get(batch) && failed.putIfAbsent(batch, fault) == null;
  }

  /// The same array as a newer plan has it: its model may lie elsewhere, or go to another pool.
  /// What failed is tried anew.
  void planAgain(PlannedArray newer) {
    if (!newer.model().pool().equals(array.model().pool())) {
      out.clear();
    }
    array = newer;
    failed.clear();
  }

  /// Takes back a batch that could not be sent.
  void notReleased(int batch) {
    out.clear(batch);
  }

  /// Forgets what is out, so that it is released again.
  void releaseAgain() {
    out.clear();
  }

  int outCount() {
    return out.cardinality();
  }

  /// Batches that were released and then found stored, for instance by another run at the same
  /// time.
  int storedByOthers() {
    return storedByOthers;
  }

  int storedCount() {
    return stored.cardinality();
  }

  Map<Integer, SweepStatus.UnitFault> failures() {
    return failed;
  }

  boolean settled() {
    return stored.cardinality() + failed.size() >= array.shape().batches();
  }
}
