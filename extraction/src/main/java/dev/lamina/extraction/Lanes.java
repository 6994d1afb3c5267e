package dev.lamina.extraction;

import dev.lamina.extraction.ModelException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Threads that rows are read and run on, side by side.
final class Lanes implements AutoCloseable {
  private final ExecutorService threads;

  Lanes(int count) {
    this.threads =
        Executors.newFixedThreadPool(
            count, Thread.ofPlatform().daemon().name("extraction-", 0).factory());
  }

  /// Performs runs and gives what they return, in their order. Returns when none goes on any
  /// more, even after a failure or an interrupt: a run uses memory that its caller may free
  /// next.
  <T> List<T> all(List<Callable<T>> runs) throws ModelException {
    AtomicBoolean stopped = new AtomicBoolean();
    List<Future<T>> pending =
        runs.stream().map(run -> threads.submit(() -> unless(stopped, run))).toList();
    List<T> results = new ArrayList<>();
    boolean interrupted = false;
    Throwable failure = null;
    for (Future<T> run : pending) {
      while (true) {
        try {
          results.add(run.get());
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
    return results;
  }

  private static <T> T unless(AtomicBoolean stopped, Callable<T> run) throws Exception {
    if (stopped.get()) {
      throw new CancellationException("another run failed first");
    }
    return run.call();
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
