package dev.lamina.gateway.sweep;

import dev.lamina.contract.ExtractionUnit;
import dev.lamina.contract.ModelDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// What one pool of extractors may hold at a time. Sweeps take turns; in its turn a sweep
/// releases a run of units of one model, so that a worker seldom changes models.
final class PoolWindow {

  private static final int RUN = 8;

  private final int size;
  private final Deque<Turn> turns = new ArrayDeque<>();

  PoolWindow(int size) {
    this.size = size;
  }

  /// @param arrays of one sweep, in the order in which to extract them
  private record Turn(String sweep, List<ArrayProgress> arrays) {

    Optional<ArrayProgress> next() {
      return arrays.stream().filter(array -> array.next() >= 0).findFirst();
    }
  }

  void add(String sweep, List<ArrayProgress> arrays) {
    turns.add(new Turn(sweep, arrays));
  }

  void remove(String sweep) {
    turns.removeIf(turn -> turn.sweep().equals(sweep));
  }

  /// Units to release now, marked as released.
  List<ExtractionUnit> release() {
    int free = size - outCount();
    List<ExtractionUnit> released = new ArrayList<>();
    for (int idle = 0; free > released.size() && idle < turns.size(); ) {
      Turn turn = turns.removeFirst();
      turns.addLast(turn);
      List<ExtractionUnit> run = run(turn, Math.min(RUN, free - released.size()));
      released.addAll(run);
      idle = run.isEmpty() ? idle + 1 : 0;
    }
    return released;
  }

  int outCount() {
    return arrays().stream().mapToInt(ArrayProgress::outCount).sum();
  }

  /// Units planned, not stored and not given up, whether out or not.
  int backlog() {
    return arrays().stream()
        .mapToInt(a -> a.array().shape().batches() - a.storedCount() - a.failures().size())
        .sum();
  }

  List<ArrayProgress> arrays() {
    return turns.stream().flatMap(turn -> turn.arrays().stream()).distinct().toList();
  }

  private static List<ExtractionUnit> run(Turn turn, int most) {
    List<ExtractionUnit> run = new ArrayList<>();
    Optional<ModelDigest> resident = Optional.empty();
    while (run.size() < most) {
      Optional<ArrayProgress> next = turn.next();
      if (next.isEmpty()) {
        break;
      }
      ArrayProgress array = next.get();
      ModelDigest base = array.array().model().ref().base().digest();
      if (resident.isPresent() && !resident.get().equals(base)) {
        break;
      }
      resident = Optional.of(base);
      int batch = array.next();
      array.released(batch);
      run.add(array.array().unit(batch));
    }
    return run;
  }
}
