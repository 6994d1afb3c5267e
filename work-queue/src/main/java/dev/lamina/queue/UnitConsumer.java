package dev.lamina.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A share consumer that holds one record at most. One thread's own, as Kafka's is.
final class UnitConsumer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(UnitConsumer.class);

  private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SLICE = Duration.ofMillis(100);

  private final String queue;
  private final KafkaShareConsumer<String, byte[]> consumer;
  private final Duration wishedLock;

  /// When the buffer of fetched records was last seen empty.
  private long emptyAt = System.nanoTime();

  UnitConsumer(String queue, KafkaShareConsumer<String, byte[]> consumer, Duration wishedLock) {
    this.queue = queue;
    this.consumer = consumer;
    this.wishedLock = wishedLock;
    consumer.subscribe(List.of(queue));
  }

  /// How long a lock lasts here; the broker has the last word.
  Duration lock() {
    return consumer.acquisitionLockTimeoutMs().map(Duration::ofMillis).orElse(wishedLock);
  }

  /// The next record, freshly locked. Only while none is held.
  Optional<ConsumerRecord<String, byte[]>> next(Duration wait) {
    Optional<ConsumerRecord<String, byte[]>> found = poll(wait);
    boolean fresh = System.nanoTime() - emptyAt < lock().toNanos() / 3;
    emptyAt = System.nanoTime();
    // A fetch may be answered after the poll that asked for it; its record then waits here while
    // its lock runs, perhaps out, and by now it may be another's.
    return fresh ? found : found.filter(this::renew);
  }

  /// Locks a held record anew.
  ///
  /// @return false if the record is no longer ours
  boolean renew(ConsumerRecord<String, byte[]> held) {
    return settle(held, AcknowledgeType.RENEW) && comesAgain(held);
  }

  /// Ends a held record.
  ///
  /// @return false if the record is no longer ours
  boolean settle(ConsumerRecord<String, byte[]> held, AcknowledgeType type) {
    consumer.acknowledge(held, type);
    return consumer.commitSync(COMMIT_TIMEOUT).values().stream()
        .flatMap(Optional::stream)
        .peek(e -> LOG.debug("Not acknowledged queue={} type={} cause={}", queue, type, e))
        .findAny()
        .isEmpty();
  }

  /// A renewed record is returned by poll once more, and can be acknowledged only after that.
  private boolean comesAgain(ConsumerRecord<String, byte[]> held) {
    long deadline = System.nanoTime() + lock().toNanos() / 3;
    while (System.nanoTime() < deadline) {
      Optional<ConsumerRecord<String, byte[]>> found = poll(SLICE);
      if (found.filter(record -> same(record, held)).isPresent()) {
        return true;
      }
      found.ifPresent(other -> settle(other, AcknowledgeType.RELEASE));
    }
    return false;
  }

  private Optional<ConsumerRecord<String, byte[]>> poll(Duration wait) {
    Optional<ConsumerRecord<String, byte[]>> first = Optional.empty();
    for (ConsumerRecord<String, byte[]> record : consumer.poll(wait)) {
      if (first.isEmpty()) {
        first = Optional.of(record);
      } else {
        consumer.acknowledge(record, AcknowledgeType.RELEASE);
      }
    }
    return first;
  }

  /// Whether two records are one delivery of one unit.
  static boolean same(ConsumerRecord<?, ?> a, ConsumerRecord<?, ?> b) {
    return a.partition() == b.partition()
        && a.offset() == b.offset()
        && a.deliveryCount().equals(b.deliveryCount());
  }

  /// Leaves the group, which frees at once what is held.
  @Override
  public void close() {
    try {
      consumer.close(CLOSE_TIMEOUT);
    } catch (KafkaException e) {
      // What is held is freed all the same when its lock ends.
      LOG.warn("Consumer closed without a farewell queue={} cause={}", queue, e.toString());
    }
  }
}
