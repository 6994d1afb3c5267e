package dev.lamina.metrics.hsic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// The threads of one pass, the caller's among them. Each has scratch memory of its own. A task
/// adds up what is its own alone, so results do not depend on which thread took it.
final class Workers implements AutoCloseable {

  interface Task {
    void run(Scratch scratch);

    /// What it takes, beside other tasks of the same run: the dearest start first.
    default double cost() {
      return 0;
    }
  }

  private final ExecutorService others;
  private final List<Scratch> scratch;

  Workers(int threads, NativeMemory memory) {
    this.others =
        Executors.newFixedThreadPool(
            Math.max(1, threads - 1),
            Thread.ofPlatform().name("linear-pass-", 1).daemon().factory());
    this.scratch = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      scratch.add(new Scratch(memory));
    }
  }

  /// Runs all tasks, starting the dearest first, else in their order, and returns when the last
  /// has ended.
  void run(List<? extends Task> all) {
    List<? extends Task> tasks =
        all.stream().sorted(Comparator.comparingDouble(task -> -task.cost())).toList();
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> helping = new ArrayList<>();
    for (int i = 1; i < Math.min(scratch.size(), tasks.size()); i++) {
      Scratch own = scratch.get(i);
      helping.add(others.submit(() -> drain(tasks, next, own)));
    }
    try {
      drain(tasks, next, scratch.getFirst());
    } finally {
      awaitAll(helping); // their memory must outlive them
    }
    helping.forEach(Workers::rethrow);
  }

  private static void drain(List<? extends Task> tasks, AtomicInteger next, Scratch scratch) {
    for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
      tasks.get(i).run(scratch);
    }
  }

  private static void awaitAll(List<Future<?>> helping) {
    boolean interrupted = false;
    for (Future<?> helper : helping) {
      while (!helper.isDone()) {
        try {
          helper.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          break; // told once all have ended
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void rethrow(Future<?> helper) {
    if (helper.state() == Future.State.FAILED) {
      throw new IllegalStateException("A part of a product failed", helper.exceptionNow());
    }
  }

  @Override
  public void close() {
    others.shutdownNow();
  }
}
