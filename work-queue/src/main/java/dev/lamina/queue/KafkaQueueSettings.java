package dev.lamina.queue;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;

/// How queues are kept in Kafka.
///
/// @param bootstrap brokers to begin with: `host:port,host:port`
/// @param groupPrefix stands before the queue's name in the name of its share group; may be empty
/// @param lock how long a unit stays with a worker that is not heard of; renewed while one works.
///     Brokers allow 15 s to 60 s unless set otherwise; what lies outside becomes the nearest
///     allowed
/// @param properties for all of Kafka's clients as they are, for instance `security.protocol`,
///     `sasl.mechanism` and `ssl.truststore.location`
public record KafkaQueueSettings(
    String bootstrap, String groupPrefix, Duration lock, Map<String, String> properties) {

  public KafkaQueueSettings {
    if (bootstrap.isBlank()) {
      throw new IllegalArgumentException("bootstrap is empty; give brokers as host:port");
    }
    requireNonNull(groupPrefix);
    if (!groupPrefix.isEmpty()) {
      QueueName.require(groupPrefix);
    }
    if (lock.compareTo(Duration.ofSeconds(1)) < 0 || lock.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException(
          "a lock of " + lock + " is not between 1 s and 1 h, which is what Kafka allows");
    }
    properties = Map.copyOf(properties);
  }

  /// A lock of 30 s, groups named like their queues, no encryption.
  public static KafkaQueueSettings withDefaults(String bootstrap) {
    return new KafkaQueueSettings(bootstrap, "", Duration.ofSeconds(30), Map.of());
  }

  public KafkaQueueSettings withGroupPrefix(String prefix) {
    return new KafkaQueueSettings(bootstrap, prefix, lock, properties);
  }

  public KafkaQueueSettings withLock(Duration duration) {
    return new KafkaQueueSettings(bootstrap, groupPrefix, duration, properties);
  }

  public KafkaQueueSettings withProperties(Map<String, String> clientProperties) {
    return new KafkaQueueSettings(bootstrap, groupPrefix, lock, clientProperties);
  }

  String group(String queue) {
    return groupPrefix + queue;
  }

  /// Without the properties: they hold passwords.
  @Override
  public String toString() {
    return "Kafka at " + bootstrap + ", groups '" + groupPrefix + "*', lock " + lock;
  }
}
