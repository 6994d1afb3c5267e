package dev.lamina.queue;

import dev.lamina.queue.leader.Leadership;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Queues of units of work. Each unit is delivered at least once, and to one receiver at a time;
/// in which order is not promised.
///
/// Safe for many threads. What fails on the way to a server is a
/// [dev.lamina.contract.FaultException] that may be tried again.
public interface WorkQueues extends AutoCloseable {

  /// Makes the queue known before its first use. Does nothing when it is, also when another
  /// process made it so. Sending and receiving do it by themselves.
  ///
  /// @param queue letters, digits, `.`, `_` and `-`; at most 200 of them
  void declare(String queue);

  /// Makes a topic of events known, which is read by others and not as a queue. Does nothing when
  /// it is, or where events need no topic.
  ///
  /// @param topic named as a queue may be
  void declareTopic(String topic);

  /// Adds a unit. It is stored when this returns.
  ///
  /// @param unitKey says in logs and tools which unit this is
  void send(String queue, String unitKey, byte[] unit);

  /// One worker's intake, which holds at most one unit. Units that were sent before the first
  /// receiver came are received too.
  UnitReceiver receive(String queue);

  /// Units that wait or are in flight. With Kafka a count that may lag behind by moments.
  long backlog(String queue);

  /// When the oldest unit was sent that waits or is in flight; empty when there is none.
  Optional<Instant> oldest(String queue);

  /// Units that wait or are in flight, as they were sent: all of them, and perhaps some that have
  /// ended since the oldest of them was sent.
  List<byte[]> outstanding(String queue);

  /// Receivers of the queue, here and in other processes. With Kafka a count that lags behind by
  /// seconds.
  int receivers(String queue);

  /// Tells other processes that read the topic. Without any, as in one process, it does nothing.
  ///
  /// @param topic declared before as a topic of events
  void announce(String topic, String key, byte[] event);

  /// Stands for a post that one process at a time holds.
  ///
  /// @param topic declared before as a topic of events; those that stand for the post name the
  ///     same
  /// @param changed is told when this process begins or ends to lead; must not wait
  Leadership lead(String topic, Runnable changed);

  /// Why units can neither be sent nor taken now, for a health check; empty when they can.
  Optional<String> unreadiness();

  /// Closes all receivers, which gives back what they hold.
  @Override
  void close();
}
