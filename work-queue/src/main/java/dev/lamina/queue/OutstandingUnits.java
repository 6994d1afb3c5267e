package dev.lamina.queue;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// Reads what a queue's group has not put behind itself: from its first unit that has not ended
/// to the topic's end. Units between that ended early are among them; only Kafka knows which.
final class OutstandingUnits {

  private static final Duration MOST = Duration.ofSeconds(30);
  private static final Duration SLICE = Duration.ofMillis(500);

  private final Admin admin;
  private final Supplier<KafkaConsumer<byte[], byte[]>> readers;
  private final KafkaQueueSettings settings;

  OutstandingUnits(
      Admin admin, Supplier<KafkaConsumer<byte[], byte[]>> readers, KafkaQueueSettings settings) {
    this.admin = admin;
    this.readers = readers;
    this.settings = settings;
  }

  List<byte[]> of(String queue) {
    String what = "what queue " + queue + " holds could not be read";
    Map<TopicPartition, Long> ends = offsets(queue, OffsetSpec.latest(), what);
    Map<TopicPartition, Long> starts = offsets(queue, OffsetSpec.earliest(), what);
    groupStarts(queue, what)
        .forEach((partition, start) -> starts.merge(partition, start, Math::max));
    ends.entrySet().removeIf(end -> starts.getOrDefault(end.getKey(), 0L) >= end.getValue());
    if (ends.isEmpty()) {
      return List.of();
    }
    try (KafkaConsumer<byte[], byte[]> reader = readers.get()) {
      return read(reader, starts, ends, what);
    } catch (KafkaException e) {
      throw QueueFault.of(what, e);
    }
  }

  private static List<byte[]> read(
      KafkaConsumer<byte[], byte[]> reader,
      Map<TopicPartition, Long> starts,
      Map<TopicPartition, Long> ends,
      String what) {
    reader.assign(ends.keySet());
    ends.keySet().forEach(partition -> reader.seek(partition, starts.getOrDefault(partition, 0L)));
    List<byte[]> units = new ArrayList<>();
    long deadline = System.nanoTime() + MOST.toNanos();
    while (ends.entrySet().stream().anyMatch(e -> reader.position(e.getKey()) < e.getValue())) {
      if (System.nanoTime() > deadline) {
        throw QueueFault.of(what, new KafkaException("not read within " + MOST));
      }
      for (ConsumerRecord<byte[], byte[]> record : reader.poll(SLICE)) {
        units.add(record.value());
      }
    }
    return units;
  }

  private Map<TopicPartition, Long> groupStarts(String queue, String what) {
    String group = settings.group(queue);
    Map<TopicPartition, SharePartitionOffsetInfo> found =
        QueueFault.await(
            admin
                .listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()))
                .partitionsToOffsetInfo(group),
            what);
    Map<TopicPartition, Long> starts = new HashMap<>();
    found.forEach(
        (partition, info) -> {
          if (info != null) {
            // The start that is stored may lag behind the last end; a lag of 0 does not.
            boolean none = info.lag().filter(lag -> lag == 0).isPresent();
            starts.put(partition, none ? Long.MAX_VALUE : info.startOffset());
          }
        });
    return starts;
  }

  private Map<TopicPartition, Long> offsets(String queue, OffsetSpec spec, String what) {
    Map<TopicPartition, OffsetSpec> asked =
        QueueFault.await(admin.describeTopics(List.of(queue)).allTopicNames(), what)
            .values()
            .stream()
            .flatMap(topic -> topic.partitions().stream())
            .collect(toMap(p -> new TopicPartition(queue, p.partition()), p -> spec));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    QueueFault.await(admin.listOffsets(asked).all(), what)
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
  }
}
