package dev.lamina.queue;

import dev.lamina.queue.leader.GroupLeadership;
import dev.lamina.queue.leader.Leadership;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/// Queues kept by Kafka: a topic each, read through a share group. Needs Kafka 4.2 or newer.
public final class KafkaWorkQueues implements WorkQueues {

  /// Every send has been answered by now, so nothing is cut off when a broker is away.
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final KafkaQueueSettings settings;
  private final KafkaClients clients;
  private final Admin admin;
  private final KafkaProducer<String, byte[]> producer;
  private final DeadLetters letters;
  private final Set<String> declared = ConcurrentHashMap.newKeySet();
  private final Set<ShareGroupReceiver> receivers = ConcurrentHashMap.newKeySet();

  public KafkaWorkQueues(KafkaQueueSettings settings) {
    this.settings = settings;
    this.clients = new KafkaClients(settings);
    this.admin = clients.admin();
    this.producer = clients.producer();
    this.letters = new DeadLetters(admin, producer);
  }

  @Override
  public void declare(String queue) {
    if (!declared.contains(QueueName.require(queue))) {
      new QueueDeclaration(admin, settings).make(queue);
      declared.add(queue);
    }
  }

  @Override
  public void declareTopic(String topic) {
    new TopicDeclaration(admin).make(QueueName.require(topic));
  }

  @Override
  public void send(String queue, String unitKey, byte[] unit) {
    declare(queue);
    produce(queue, unitKey, unit, "unit " + unitKey + " could not be sent to queue " + queue);
  }

  @Override
  public void announce(String topic, String key, byte[] event) {
    produce(topic, key, event, "news of " + key + " could not be sent to topic " + topic);
  }

  private void produce(String topic, String key, byte[] content, String what) {
    try {
      QueueFault.await(producer.send(new ProducerRecord<>(topic, key, content.clone())), what);
    } catch (KafkaException e) {
      throw QueueFault.of(what, e);
    }
  }

  @Override
  public UnitReceiver receive(String queue) {
    declare(queue);
    ShareGroupReceiver receiver =
        ShareGroupReceiver.start(
            queue,
            () -> new UnitConsumer(queue, clients.shareConsumer(queue), settings.lock()),
            letters);
    receivers.add(receiver);
    return receiver;
  }

  @Override
  public long backlog(String queue) {
    declare(queue);
    return new QueueBacklog(admin, settings).of(queue);
  }

  @Override
  public List<byte[]> outstanding(String queue) {
    declare(queue);
    return new OutstandingUnits(admin, clients::reader, settings).of(queue);
  }

  @Override
  public int receivers(String queue) {
    declare(queue);
    return new QueueReceivers(admin, settings).of(queue);
  }

  @Override
  public Leadership lead(String topic, Runnable changed) {
    return GroupLeadership.stand(topic, () -> clients.member(topic + ".leader"), changed);
  }

  @Override
  public Optional<String> unreadiness() {
    return new BrokerHealth(admin, settings).unreadiness();
  }

  @Override
  public void close() {
    receivers.forEach(ShareGroupReceiver::close);
    producer.close(CLOSE_TIMEOUT);
    admin.close(CLOSE_TIMEOUT);
  }
}
