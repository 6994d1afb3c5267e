package dev.lamina.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.queue.leader.GroupLeadership;
import dev.lamina.queue.leader.Leadership;
import dev.lamina.queue.telemetry.UnitTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
    String what = "unit " + unitKey + " could not be sent to queue " + queue;
    UnitTrace.release(
        queue, unitKey, headers -> produce(record(queue, unitKey, unit, headers), what));
  }

  @Override
  public void announce(String topic, String key, byte[] event) {
    produce(
        record(topic, key, event, UnitTrace.headers()),
        "news of " + key + " could not be sent to topic " + topic);
  }

  private static ProducerRecord<String, byte[]> record(
      String topic, String key, byte[] content, Map<String, String> headers) {
    ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, content.clone());
    headers.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    return record;
  }

  private void produce(ProducerRecord<String, byte[]> record, String what) {
    try {
      QueueFault.await(producer.send(record), what);
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
  public Optional<Instant> oldest(String queue) {
    declare(queue);
    return new QueueAge(admin, clients::reader, settings).oldest(queue);
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
