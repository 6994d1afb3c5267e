package dev.lamina.queue;

import dev.lamina.queue.leader.GroupLeadership;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Makes Kafka's clients. What the queues rely on stands after the user's properties and wins.
final class KafkaClients {

  private static final int SEND_TIMEOUT_MS = 30_000;
  private static final int ADMIN_TIMEOUT_MS = 30_000;

  private final KafkaQueueSettings settings;

  KafkaClients(KafkaQueueSettings settings) {
    this.settings = settings;
  }

  Admin admin() {
    Map<String, Object> config = config();
    config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MS);
    config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MS / 3);
    return Admin.create(config);
  }

  KafkaProducer<String, byte[]> producer() {
    Map<String, Object> config = config();
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // Each send waits for its own answer, so there is nothing to linger for.
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, SEND_TIMEOUT_MS);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, SEND_TIMEOUT_MS / 3);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, SEND_TIMEOUT_MS);
    return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }

  /// One record at a time, each acknowledged by itself: a share group used as a queue.
  KafkaShareConsumer<String, byte[]> shareConsumer(String queue) {
    Map<String, Object> config = config();
    config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group(queue));
    config.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
    config.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    return new KafkaShareConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /// Of the group that stands for a post.
  KafkaConsumer<byte[], byte[]> member(String post) {
    Map<String, Object> config = config();
    config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group(post));
    config.putAll(GroupLeadership.consumerConfig());
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /// Reads what it is told to and belongs to no group.
  KafkaConsumer<byte[], byte[]> reader() {
    Map<String, Object> config = config();
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private Map<String, Object> config() {
    Map<String, Object> config = new HashMap<>(settings.properties());
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
    config.putIfAbsent(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, "false");
    // Else a client registers some hundred JMX beans when it starts.
    config.putIfAbsent(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, List.of());
    return config;
  }
}
