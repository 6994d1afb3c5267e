package dev.lamina.gateway.sweep;

import dev.lamina.gateway.plan.PlannedArray;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How far one array is: which batches are stored, out at workers, or given up. Shared by all
/// sweeps that need it.
final class ArrayProgress {

  private PlannedArray array;
  private final BitSet stored = new BitSet();
  private final BitSet out = new BitSet();

  /// Stored, out or given up: not to be released.
  private final BitSet taken = new BitSet();

  private int storedByOthers;
  private final Map<Integer, SweepStatus.UnitFault> failed = new LinkedHashMap<>();
  private final Set<SweepRun> runs = new LinkedHashSet<>();
  private final List<AnalysisProgress> users = new ArrayList<>();
  private boolean looked;

  ArrayProgress(PlannedArray array) {
    this.array = array;
  }

  PlannedArray array() {
    return array;
  }

  /// The sweeps that show it, finished and cancelled ones among them.
  Set<SweepRun> runs() {
    return runs;
  }

  boolean wanted() {
    return runs.stream().anyMatch(run -> !run.ended());
  }

  /// The analysis units that need it.
  List<AnalysisProgress> users() {
    return users;
  }

  /// Whether what the store holds of it is known.
  boolean looked() {
    return looked;
  }

  void found(Collection<Integer> batches) {
    looked = true;
    batches.forEach(batch -> stored(batch, false));
  }

  /// The next batch to release, or -1.
  int next() {
    int batch = taken.nextClearBit(0);
    return batch < array.shape().batches() ? batch : -1;
  }

  void released(int batch) {
    out.set(batch);
    taken.set(batch);
  }

  /// @param byOthers whether a worker found it stored already
  /// @return whether this was news
  boolean stored(int batch, boolean byOthers) {
    boolean news = !stored.get(batch);
    if (news && byOthers) {
      storedByOthers++;
    }
    stored.set(batch);
    taken.set(batch);
    out.clear(batch);
    failed.remove(batch);
    return news;
  }

  boolean isOut(int batch) {
    return out.get(batch);
  }

  boolean isStored(int batch) {
    return stored.get(batch);
  }

  boolean failed(int batch, SweepStatus.UnitFault fault) {
    out.clear(batch);
    taken.set(batch);
    return !stored.get(batch) && failed.putIfAbsent(batch, fault) == null;
  }

  /// The same array as a newer plan has it: its model may lie elsewhere, or go to another pool.
  /// What failed is tried anew.
  void planAgain(PlannedArray newer) {
    array = newer;
    failed.keySet().stream().filter(batch -> !stored.get(batch)).forEach(taken::clear);
    failed.clear();
  }

  /// It is not out any more, and may be released again.
  void notOut(int batch) {
    if (out.get(batch)) {
      out.clear(batch);
      taken.clear(batch);
    }
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
    return storedCount() + failed.size() >= array.shape().batches();
  }
}
