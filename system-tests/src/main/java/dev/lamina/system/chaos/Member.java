package dev.lamina.system.chaos;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A place of the fleet. Whenever its process ends, by a fault or by itself, another is started,
/// as a cluster does.
final class Member implements AutoCloseable {

  private static final Executor BACKGROUND = task -> Thread.ofVirtual().start(task);

  private static final int MOST_STARTS = 10;

  /// Before a process that ended by itself is started again.
  private static final Duration BACK_OFF = Duration.ofSeconds(1);

  private static final Duration READY = Duration.ofMinutes(2);

  /// A process that was started.
  interface Running {
    ProcessHandle handle();

    /// Asks it to stop and waits for that.
    void stop();

    void awaitReady() throws InterruptedException;
  }

  /// Starts a process.
  interface Start {
    /// @param environment beside this process's own
    Running with(Map<String, String> environment);
  }

  private final Start start;
  private final AtomicInteger ownEnds = new AtomicInteger();
  private CompletableFuture<Running> current;

  /// Counts processes; one that ends after its time was struck.
  private int era;

  private boolean closed;

  Member(Start start) {
    this.start = start;
    this.current = begin(Map.of());
  }

  /// As `kill -9` does; also while it is being started.
  synchronized void kill() {
    if (closed) {
      return;
    }
    ProcessHandle handle = current.join().handle();
    era++;
    handle.destroyForcibly();
    handle.onExit().join();
    current = begin(Map.of());
  }

  synchronized void restart(Map<String, String> environment) {
    if (closed) {
      return;
    }
    era++;
    current.join().stop();
    current = begin(environment);
  }

  /// Something done while a process stands still.
  interface Deed {
    void run() throws IOException, InterruptedException;
  }

  /// Kills wait until the deed is done.
  synchronized void whileStill(Deed deed) throws IOException, InterruptedException {
    signal("STOP");
    try {
      deed.run();
    } finally {
      signal("CONT");
    }
  }

  long pid() {
    return running().join().handle().pid();
  }

  /// Sends a signal by name, for instance `STOP`.
  void signal(String name) throws InterruptedException {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
    } catch (IOException e) {
      throw new IllegalStateException("no signals can be sent here", e);
    }
  }

  /// Waits for whichever process is there at last.
  void awaitReady() throws InterruptedException {
    Instant deadline = Instant.now().plus(READY);
    while (true) {
      try {
        running().join().awaitReady();
        return;
      } catch (IllegalStateException | CompletionException ended) {
        if (Instant.now().isAfter(deadline)) {
          throw ended;
        }
        Thread.sleep(BACK_OFF);
      }
    }
  }

  /// How often its process ended although nothing struck it.
  int ownEnds() {
    return ownEnds.get();
  }

  private synchronized CompletableFuture<Running> running() {
    return current;
  }

  private CompletableFuture<Running> begin(Map<String, String> environment) {
    return begin(environment, Duration.ZERO);
  }

  private CompletableFuture<Running> begin(Map<String, String> environment, Duration wait) {
    Executor later =
        CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS, BACKGROUND);
    CompletableFuture<Running> begun =
        CompletableFuture.supplyAsync(() -> insist(environment), later);
    int mine = ++era;
    var _ = begun.thenAccept(running -> watch(running, mine));
    return begun;
  }

  private void watch(Running running, int itsEra) {
    // Not on the thread that told of the end: others wait for the same end on it.
    var _ = running.handle().onExit().thenRunAsync(() -> ended(itsEra), BACKGROUND);
  }

  private Running insist(Map<String, String> environment) {
    for (int attempt = 1; ; attempt++) {
      try {
        return start.with(environment);
      } catch (IllegalStateException e) {
        if (attempt == MOST_STARTS) {
          throw e;
        }
        ownEnds.incrementAndGet();
      }
    }
  }

  /// Called at every end; at one that nobody brought about, its era still lasts.
  private synchronized void ended(int whoseEra) {
    if (whoseEra == era && !closed) {
      ownEnds.incrementAndGet();
      current = begin(Map.of(), BACK_OFF);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    current.join().stop();
  }
}
