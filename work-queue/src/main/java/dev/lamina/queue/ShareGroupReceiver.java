package dev.lamina.queue;

import dev.lamina.contract.FaultException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The worker's side of a [ReceiverLoop].
final class ShareGroupReceiver implements UnitReceiver {

  /// Longer than the consumer's own time for a farewell.
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

  private final String queue;
  private final ReceiverLoop loop;
  private final Thread thread;
  private @Nullable ShareGroupLease held;

  private ShareGroupReceiver(String queue, ReceiverLoop loop, Thread thread) {
    this.queue = queue;
    this.loop = loop;
    this.thread = thread;
  }

  static ShareGroupReceiver start(
      String queue, Supplier<UnitConsumer> consumers, DeadLetters letters) {
    ReceiverLoop loop = new ReceiverLoop(queue, consumers, letters);
    Thread thread = Thread.ofPlatform().daemon().name("receive " + queue).start(loop);
    return new ShareGroupReceiver(queue, loop, thread);
  }

  @Override
  public Optional<Lease> take(Duration wait) throws InterruptedException {
    LeaseEnd.requireEnded(held == null || held.ended(), queue);
    CompletableFuture<Optional<ShareGroupLease>> answer = new CompletableFuture<>();
    if (!loop.submit(new Request.Take(System.nanoTime() + wait.toNanos(), answer))) {
      throw new IllegalStateException("the receiver of " + queue + " is closed");
    }
    Optional<ShareGroupLease> taken = await(answer);
    held = taken.orElse(null);
    return taken.map(lease -> lease);
  }

  private static Optional<ShareGroupLease> await(
      CompletableFuture<Optional<ShareGroupLease>> answer) throws InterruptedException {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      if (!answer.cancel(false) && !answer.isCompletedExceptionally()) {
        // The unit came at the same moment.
        answer.join().ifPresent(Lease::giveBack);
      }
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof FaultException fault) {
        throw fault;
      }
      throw new IllegalStateException("a receiver answered with no fault", e);
    }
  }

  @Override
  public void close() {
    loop.submit(new Request.Close());
    try {
      thread.join(CLOSE_TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
