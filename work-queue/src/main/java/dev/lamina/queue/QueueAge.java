package dev.lamina.queue;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// Reads when the first unit was sent that a queue's group has not put behind itself.
final class QueueAge {

  private static final Duration MOST = Duration.ofSeconds(5);
  private static final Duration SLICE = Duration.ofMillis(200);

  private final Admin admin;
  private final Supplier<KafkaConsumer<byte[], byte[]>> readers;
  private final KafkaQueueSettings settings;

  QueueAge(
      Admin admin, Supplier<KafkaConsumer<byte[], byte[]>> readers, KafkaQueueSettings settings) {
    this.admin = admin;
    this.readers = readers;
    this.settings = settings;
  }

  Optional<Instant> oldest(String queue) {
    String what = "the age of queue " + queue + " could not be read";
    Map<TopicPartition, Long> first = first(queue, what);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    try (KafkaConsumer<byte[], byte[]> reader = readers.get()) {
      reader.assign(first.keySet());
      first.forEach(reader::seek);
      Map<TopicPartition, Instant> sent = new HashMap<>();
      long deadline = System.nanoTime() + MOST.toNanos();
      while (sent.size() < first.size() && System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(SLICE)) {
          sent.putIfAbsent(
              new TopicPartition(record.topic(), record.partition()),
              Instant.ofEpochMilli(record.timestamp()));
        }
      }
      return sent.values().stream().min(Comparator.naturalOrder());
    } catch (KafkaException e) {
      throw QueueFault.of(what, e);
    }
  }

  /// Where the group stands, of partitions that hold something behind that.
  private Map<TopicPartition, Long> first(String queue, String what) {
    String group = settings.group(queue);
    Map<TopicPartition, SharePartitionOffsetInfo> found =
        QueueFault.await(
            admin
                .listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()))
                .partitionsToOffsetInfo(group),
            what);
    Map<TopicPartition, OffsetSpec> partitions =
        QueueFault.await(admin.describeTopics(List.of(queue)).allTopicNames(), what)
            .values()
            .stream()
            .flatMap(topic -> topic.partitions().stream())
            .collect(
                toMap(p -> new TopicPartition(queue, p.partition()), _ -> OffsetSpec.latest()));
    Map<TopicPartition, ListOffsetsResultInfo> ends =
        QueueFault.await(admin.listOffsets(partitions).all(), what);
    Map<TopicPartition, Long> first = new HashMap<>();
    ends.forEach(
        (partition, end) -> {
          SharePartitionOffsetInfo info = found.get(partition);
          long start = info == null ? 0 : info.startOffset();
          if (start < end.offset()) {
            first.put(partition, start);
          }
        });
    return first;
  }
}
