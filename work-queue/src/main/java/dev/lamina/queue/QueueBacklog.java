package dev.lamina.queue;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/// Counts the units of a queue that are not done.
final class QueueBacklog {

  private final Admin admin;
  private final KafkaQueueSettings settings;

  QueueBacklog(Admin admin, KafkaQueueSettings settings) {
    this.admin = admin;
    this.settings = settings;
  }

  long of(String queue) {
    Map<TopicPartition, Long> lags = lags(queue);
    Set<TopicPartition> unread = partitions(queue);
    unread.removeAll(lags.keySet());
    long read = lags.values().stream().mapToLong(Long::longValue).sum();
    return unread.isEmpty() ? read : read + stored(queue, unread);
  }

  private Map<TopicPartition, Long> lags(String queue) {
    String group = settings.group(queue);
    Map<TopicPartition, SharePartitionOffsetInfo> offsets =
        QueueFault.await(
            admin
                .listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()))
                .partitionsToOffsetInfo(group),
            "the backlog of queue " + queue + " could not be read");
    return offsets.entrySet().stream()
        .filter(e -> e.getValue() != null && e.getValue().lag().isPresent())
        .collect(toMap(Map.Entry::getKey, e -> e.getValue().lag().orElseThrow()));
  }

  private Set<TopicPartition> partitions(String queue) {
    TopicDescription topic =
        QueueFault.await(
                admin.describeTopics(List.of(queue)).allTopicNames(),
                "queue " + queue + " could not be described")
            .values()
            .iterator()
            .next();
    return topic.partitions().stream()
        .map(p -> new TopicPartition(queue, p.partition()))
        .collect(toSet());
  }

  /// A group has no lag before its first consumer; then all that is stored waits.
  private long stored(String queue, Set<TopicPartition> partitions) {
    return ends(queue, partitions, OffsetSpec.latest())
        - ends(queue, partitions, OffsetSpec.earliest());
  }

  private long ends(String queue, Set<TopicPartition> partitions, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> asked = partitions.stream().collect(toMap(p -> p, p -> spec));
    return QueueFault.await(
            admin.listOffsets(asked).all(), "offsets of queue " + queue + " could not be read")
        .values()
        .stream()
        .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
        .sum();
  }
}
