package dev.lamina.extraction;

import dev.lamina.extraction.ModelException.Kind;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Threads that runs go on side by side.
final class Lanes implements AutoCloseable {
  private final ExecutorService threads;

  Lanes(int count) {
    this.threads =
        Executors.newFixedThreadPool(
            count, Thread.ofPlatform().daemon().name("extraction-", 0).factory());
  }

  /// Performs runs and adds up what they return. Returns when none goes on any more, even after a
  /// failure or an interrupt: a run uses memory that its caller may free next.
  long sum(List<Callable<Long>> runs) throws ModelException {
    AtomicBoolean stopped = new AtomicBoolean();
    List<Future<Long>> pending =
        runs.stream().map(run -> threads.submit(() -> stopped.get() ? 0L : run.call())).toList();
    long sum = 0;
    boolean interrupted = false;
    Throwable failure = null;
    for (Future<Long> run : pending) {
      while (true) {
        try {
          sum += run.get();
          break;
        } catch (ExecutionException e) {
          failure = failure == null ? e.getCause() : failure;
          stopped.set(true);
          break;
        } catch (InterruptedException e) {
          interrupted = true;
          stopped.set(true);
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
      throw new ModelException(Kind.FAILED, "The extraction was interrupted.");
    }
    refuse(failure);
    return sum;
  }

  private static void refuse(@Nullable Throwable failure) throws ModelException {
    if (failure instanceof ModelException known) {
      throw known;
    }
    if (failure != null) {
      throw new IllegalStateException("a run failed", failure);
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
