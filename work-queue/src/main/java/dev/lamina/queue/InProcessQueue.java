package dev.lamina.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// The units of one queue, waiting and in flight.
final class InProcessQueue {

  /// A unit and how often it has been handed out.
  static final class Unit {
    private final String key;
    private final byte[] bytes;
    private final int delivery;
    private final Instant added;

    private Unit(String key, byte[] bytes, int delivery, Instant added) {
      this.key = key;
      this.bytes = bytes;
      this.delivery = delivery;
      this.added = added;
    }

    String key() {
      return key;
    }

    byte[] bytes() {
      return bytes.clone();
    }

    int delivery() {
      return delivery;
    }

    Instant added() {
      return added;
    }

    private Unit delivered() {
      return new Unit(key, bytes, delivery + 1, added);
    }
  }

  private final String name;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Unit> waiting = new ArrayDeque<>();
  private final Set<Unit> inFlight = new HashSet<>();
  private int receivers;

  InProcessQueue(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  void add(String key, byte[] bytes) {
    Unit unit = new Unit(key, bytes.clone(), 0, Instant.now());
    change(() -> waiting.addLast(unit));
  }

  /// @param stop whether the receiver that waits has been closed meanwhile
  Optional<Unit> take(Duration wait, BooleanSupplier stop) throws InterruptedException {
    long nanos = wait.toNanos();
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty() && nanos > 0 && !stop.getAsBoolean()) {
        nanos = changed.awaitNanos(nanos);
      }
      if (waiting.isEmpty() || stop.getAsBoolean()) {
        return Optional.empty();
      }
      Unit unit = waiting.removeFirst().delivered();
      inFlight.add(unit);
      return Optional.of(unit);
    } finally {
      lock.unlock();
    }
  }

  void giveBack(Unit unit) {
    change(
        () -> {
          inFlight.remove(unit);
          waiting.addFirst(unit);
        });
  }

  void drop(Unit unit) {
    change(() -> inFlight.remove(unit));
  }

  void enter() {
    change(() -> receivers++);
  }

  void leave() {
    change(() -> receivers--);
  }

  int receivers() {
    lock.lock();
    try {
      return receivers;
    } finally {
      lock.unlock();
    }
  }

  List<byte[]> outstanding() {
    lock.lock();
    try {
      return Stream.concat(inFlight.stream(), waiting.stream()).map(Unit::bytes).toList();
    } finally {
      lock.unlock();
    }
  }

  /// When the oldest unit came that has not ended.
  Optional<Instant> oldest() {
    lock.lock();
    try {
      return Stream.concat(inFlight.stream(), waiting.stream())
          .map(Unit::added)
          .min(Comparator.naturalOrder());
    } finally {
      lock.unlock();
    }
  }

  long backlog() {
    lock.lock();
    try {
      return (long) waiting.size() + inFlight.size();
    } finally {
      lock.unlock();
    }
  }

  private void change(Runnable step) {
    lock.lock();
    try {
      step.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
