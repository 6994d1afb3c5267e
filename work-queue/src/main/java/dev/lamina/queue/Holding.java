package dev.lamina.queue;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What a receiver's thread has in hand. Times are of [System#nanoTime].
sealed interface Holding {

  /// Nothing, and no fetch is on its way that could bring a record unasked.
  record Nothing() implements Holding {}

  /// Nothing yet, but a fetch is on its way: it must be heard even when nobody takes, or its
  /// record would lie here until its lock ends.
  record Expecting() implements Holding {}

  /// A record that came after its taker had gone; kept for a moment for the next one.
  record Ready(ConsumerRecord<String, byte[]> record, long until) implements Holding {}

  /// A record that a worker has under lease.
  record Leased(ConsumerRecord<String, byte[]> record, long renewAt) implements Holding {}
}
