package dev.lamina.system.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Reads whole topics and writes to them, as somebody with access to the brokers may.
record KafkaTap(String bootstrap) {

  /// Kept, or its level would be forgotten: clients tell all their settings each time.
  private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka");

  static {
    CLIENTS.setLevel(Level.SEVERE);
  }

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration MOST = Duration.ofSeconds(30);

  /// The values of all records of a topic, oldest first.
  List<byte[]> records(String topic) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest");
    List<byte[]> values = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(about -> new TopicPartition(topic, about.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Instant deadline = Instant.now().plus(MOST);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          values.add(record.value());
        }
        if (Instant.now().isAfter(deadline)) {
          throw new IllegalStateException("topic " + topic + " could not be read in " + MOST);
        }
      }
    }
    return values;
  }

  void send(String topic, Collection<byte[]> values) throws InterruptedException {
    Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent =
          values.stream().map(value -> producer.send(new ProducerRecord<>(topic, value))).toList();
      for (Future<RecordMetadata> answer : sent) {
        answer.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("nothing can be sent to " + topic, e);
    }
  }
}
