package dev.lamina.queue;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What a receiver's thread is asked for.
sealed interface Request {

  /// The next record, until a time of [System#nanoTime].
  record Take(long deadline, CompletableFuture<Optional<ShareGroupLease>> answer)
      implements Request {
    long nanosLeft() {
      return deadline - System.nanoTime();
    }
  }

  /// The end of a lease. The answer is whether the record was still ours.
  record End(
      ConsumerRecord<String, byte[]> record,
      AcknowledgeType type,
      CompletableFuture<Boolean> answer)
      implements Request {}

  /// The end of the receiver.
  record Close() implements Request {}
}
