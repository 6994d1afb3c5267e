package dev.lamina.gateway.sweep;

import dev.lamina.contract.ModelDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.stream.Stream;

/// Whose unit is next in a pool. Sweeps take turns; in its turn a sweep releases a run of units
/// of one base model, so that a worker seldom changes models. A sweep that comes new goes
/// first: it need not wait for the end of another's run.
final class Turns {

  /// Units of a run: at the 10 s that a unit aims at, a base stays for more than a minute.
  static final int RUN = 8;

  private final Deque<Turn> newcomers = new ArrayDeque<>();
  private final Deque<Turn> others = new ArrayDeque<>();
  private Optional<Turn> current = Optional.empty();
  private int left;
  private Optional<ModelDigest> base = Optional.empty();
  private long switches;

  void add(Turn turn) {
    newcomers.addLast(turn);
  }

  void remove(String sweep) {
    newcomers.removeIf(turn -> turn.sweep().equals(sweep));
    others.removeIf(turn -> turn.sweep().equals(sweep));
    current = current.filter(turn -> !turn.sweep().equals(sweep));
  }

  Stream<Turn> all() {
    return Stream.of(current.stream(), newcomers.stream(), others.stream()).flatMap(turns -> turns);
  }

  /// How often a unit was of another base than the one before it.
  long switches() {
    return switches;
  }

  /// The array of which a batch is to be released now; the caller releases one.
  Optional<ArrayProgress> next() {
    if (!newcomers.isEmpty()) {
      change();
    }
    if (current.isPresent() && left > 0) {
      Optional<ArrayProgress> next = current.orElseThrow().next();
      if (next.isPresent() && (left == RUN || base.equals(Optional.of(baseOf(next.get()))))) {
        return took(next);
      }
    }
    for (int tries = newcomers.size() + others.size() + 1; tries > 0; tries--) {
      change();
      Optional<ArrayProgress> next = current.flatMap(Turn::next);
      if (next.isPresent()) {
        return took(next);
      }
    }
    return Optional.empty();
  }

  private void change() {
    current.ifPresent(others::addLast);
    current = Optional.ofNullable(newcomers.isEmpty() ? others.pollFirst() : newcomers.pollFirst());
    left = RUN;
  }

  private Optional<ArrayProgress> took(Optional<ArrayProgress> next) {
    Optional<ModelDigest> now = next.map(Turns::baseOf);
    if (base.isPresent() && !base.equals(now)) {
      switches++;
    }
    base = now;
    left--;
    return next;
  }

  private static ModelDigest baseOf(ArrayProgress array) {
    return array.array().model().ref().base().digest();
  }
}
