package dev.lamina.queue;

import dev.lamina.queue.leader.Leadership;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Queues within one process, for the time that it lives. First in, first out, except that a unit
/// given back goes to the front. Without bound, and a lease does not expire.
public final class InProcessWorkQueues implements WorkQueues {

  private final Map<String, InProcessQueue> queues = new ConcurrentHashMap<>();
  private final Set<UnitReceiver> receivers = ConcurrentHashMap.newKeySet();

  @Override
  public void declare(String queue) {
    queue(queue);
  }

  @Override
  public void declareTopic(String topic) {
    QueueName.require(topic);
  }

  @Override
  public void send(String queue, String unitKey, byte[] unit) {
    queue(queue).add(unitKey, unit);
  }

  @Override
  public UnitReceiver receive(String queue) {
    InProcessReceiver receiver = new InProcessReceiver(queue(queue));
    receivers.add(receiver);
    return receiver;
  }

  @Override
  public long backlog(String queue) {
    return queue(queue).backlog();
  }

  @Override
  public Optional<Instant> oldest(String queue) {
    return queue(queue).oldest();
  }

  @Override
  public List<byte[]> outstanding(String queue) {
    return queue(queue).outstanding();
  }

  @Override
  public int receivers(String queue) {
    return queue(queue).receivers();
  }

  @Override
  public void announce(String topic, String key, byte[] event) {
    QueueName.require(topic);
  }

  @Override
  public Leadership lead(String topic, Runnable changed) {
    return Leadership.alone();
  }

  @Override
  public Optional<String> unreadiness() {
    return Optional.empty();
  }

  @Override
  public void close() {
    receivers.forEach(UnitReceiver::close);
  }

  private InProcessQueue queue(String name) {
    return queues.computeIfAbsent(QueueName.require(name), InProcessQueue::new);
  }
}
