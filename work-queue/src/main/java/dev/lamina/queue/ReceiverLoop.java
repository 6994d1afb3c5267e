package dev.lamina.queue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A receiver's thread: the only one that touches its consumer. It polls while a record is
/// wanted, renews what is held, and does in between what it is asked.
final class ReceiverLoop implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(ReceiverLoop.class);

  /// The longest that a request waits behind a poll.
  private static final long SLICE = Duration.ofMillis(100).toNanos();

  /// How long a record waits for a taker before others get it.
  private static final long KEEP = Duration.ofSeconds(1).toNanos();

  private final String queue;
  private final Supplier<UnitConsumer> consumers;
  private final DeadLetters letters;
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();

  private @Nullable UnitConsumer consumer;
  private Holding holding = new Holding.Nothing();
  private Request.@Nullable Take taker;
  private boolean open = true;
  private boolean ended;

  ReceiverLoop(String queue, Supplier<UnitConsumer> consumers, DeadLetters letters) {
    this.queue = queue;
    this.consumers = consumers;
    this.letters = letters;
  }

  /// @return false if the loop has ended and nobody will answer
  boolean submit(Request request) {
    synchronized (requests) {
      return !ended && requests.add(request);
    }
  }

  @Override
  public void run() {
    try {
      while (open) {
        turn(requests.poll(patience(), TimeUnit.NANOSECONDS));
      }
    } catch (InterruptedException e) {
      LOG.warn("Receiver interrupted queue={}", queue);
    } finally {
      end();
    }
  }

  private void turn(@Nullable Request request) {
    try {
      switch (request) {
        case null -> {}
        case Request.Take take -> taker = take;
        case Request.End end -> end.answer().complete(settle(end));
        case Request.Close close -> open = false;
      }
      if (open) {
        holding = step();
      }
    } catch (RuntimeException e) {
      startAfresh(e);
    }
  }

  /// How long nothing needs to be done unasked.
  private long patience() {
    return switch (holding) {
      case Holding.Nothing nothing -> taker == null ? Long.MAX_VALUE : 0;
      case Holding.Expecting expecting -> 0;
      case Holding.Ready ready -> ready.until() - System.nanoTime();
      case Holding.Leased leased -> leased.renewAt() - System.nanoTime();
    };
  }

  private Holding step() {
    return switch (holding) {
      case Holding.Nothing nothing -> taker == null ? nothing : listen();
      case Holding.Expecting expecting -> listen();
      case Holding.Ready ready -> taker == null ? keep(ready) : offer(ready.record());
      case Holding.Leased leased -> hold(leased);
    };
  }

  private Holding listen() {
    long wait = taker == null ? SLICE : Math.clamp(taker.nanosLeft(), 0, SLICE);
    Optional<ConsumerRecord<String, byte[]>> found = consumer().next(Duration.ofNanos(wait));
    if (found.isPresent()) {
      return offer(found.orElseThrow());
    }
    if (taker != null && taker.nanosLeft() <= 0) {
      taker.answer().complete(Optional.empty());
      taker = null;
    }
    return new Holding.Expecting();
  }

  private Holding offer(ConsumerRecord<String, byte[]> record) {
    Request.Take asked = taker;
    taker = null;
    // False if the taker was interrupted and has gone.
    if (asked != null
        && asked
            .answer()
            .complete(Optional.of(new ShareGroupLease(this, letters, queue, record)))) {
      return new Holding.Leased(record, System.nanoTime() + renewal());
    }
    return new Holding.Ready(record, System.nanoTime() + Math.min(KEEP, renewal()));
  }

  private Holding keep(Holding.Ready ready) {
    if (System.nanoTime() < ready.until()) {
      return ready;
    }
    consumer().settle(ready.record(), AcknowledgeType.RELEASE);
    return new Holding.Nothing();
  }

  private Holding hold(Holding.Leased leased) {
    if (System.nanoTime() < leased.renewAt()) {
      return leased;
    }
    if (consumer().renew(leased.record())) {
      LOG.debug("Lease renewed queue={} unit={}", queue, leased.record().key());
      return new Holding.Leased(leased.record(), System.nanoTime() + renewal());
    }
    LOG.warn("Lease lost queue={} unit={}", queue, leased.record().key());
    return new Holding.Nothing();
  }

  private boolean settle(Request.End end) {
    if (!(holding instanceof Holding.Leased leased)
        || !UnitConsumer.same(leased.record(), end.record())) {
      return false;
    }
    holding = new Holding.Nothing();
    try {
      return consumer().settle(end.record(), end.type());
    } catch (RuntimeException e) {
      startAfresh(e);
      return false;
    }
  }

  /// Twice within a lock may fail.
  private long renewal() {
    return consumer().lock().toNanos() / 3;
  }

  private UnitConsumer consumer() {
    UnitConsumer present = consumer;
    if (present == null) {
      present = consumers.get();
      consumer = present;
    }
    return present;
  }

  /// Whatever a consumer fails with, what it held is lost; a new one begins from a known state.
  private void startAfresh(RuntimeException e) {
    LOG.warn("Consumer failed and is replaced queue={} cause={}", queue, e.toString());
    if (taker != null) {
      taker.answer().completeExceptionally(QueueFault.of("nothing comes from queue " + queue, e));
    }
    taker = null;
    closeConsumer();
  }

  private void closeConsumer() {
    UnitConsumer old = consumer;
    consumer = null;
    holding = new Holding.Nothing();
    if (old != null) {
      old.close();
    }
  }

  private void end() {
    synchronized (requests) {
      ended = true;
    }
    closeConsumer();
    if (taker != null) {
      taker.answer().complete(Optional.empty());
    }
    for (Request request : requests) {
      switch (request) {
        case Request.Take take -> take.answer().complete(Optional.empty());
        case Request.End end -> end.answer().complete(false);
        case Request.Close close -> {}
      }
    }
  }
}
