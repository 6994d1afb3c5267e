package dev.lamina.queue.leader;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Leads who owns the first partition of a topic in a consumer group. Nothing is read from it:
/// the group's coordinator, which notices members that are gone, is all that is used.
public final class GroupLeadership implements Leadership {

  /// How long a leader that is not heard of keeps its place; the least that Kafka's brokers allow
  /// unless told otherwise.
  public static final Duration SESSION = Duration.ofSeconds(6);

  private static final Logger LOG = LoggerFactory.getLogger(GroupLeadership.class);
  private static final Duration TICK = Duration.ofMillis(200);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  /// Heartbeats that the group's coordinator answered.
  private static final String HEARTBEATS = "heartbeat-total";

  private final TopicPartition post;
  private final Supplier<Consumer<?, ?>> consumers;
  private final Runnable changed;
  private final Thread thread;
  private volatile boolean owns;
  private double heard; // heartbeats
  private volatile long heardAt = System.nanoTime();
  private volatile boolean closing;

  private GroupLeadership(String topic, Supplier<Consumer<?, ?>> consumers, Runnable changed) {
    this.post = new TopicPartition(topic, 0);
    this.consumers = consumers;
    this.changed = changed;
    this.thread = Thread.ofPlatform().daemon().name("lead " + topic).unstarted(this::loop);
  }

  /// Stands for the post from now on.
  ///
  /// @param topic must be there
  /// @param consumers of a group of the post's own, with [#consumerConfig]
  /// @param changed is told, on a thread that must not be kept, when this process begins or ends
  ///     to lead
  public static GroupLeadership stand(
      String topic, Supplier<Consumer<?, ?>> consumers, Runnable changed) {
    GroupLeadership leadership = new GroupLeadership(topic, consumers, changed);
    leadership.thread.start();
    return leadership;
  }

  /// What the consumers need beside how to connect and the group.
  public static Map<String, Object> consumerConfig() {
    return Map.of(
        ConsumerConfig.GROUP_PROTOCOL_CONFIG,
        "classic",
        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
        (int) SESSION.toMillis(),
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
        1_000,
        // A new member must not take the place of one that leads well.
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName(),
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false,
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "latest");
  }

  @Override
  public boolean leads() {
    // A process that was stopped for a while has been given up by the others meanwhile.
    return owns && System.nanoTime() - heardAt < SESSION.toNanos();
  }

  private void loop() {
    while (!closing) {
      try (Consumer<?, ?> member = consumers.get()) {
        member.subscribe(List.of(post.topic()), new Rebalances(member));
        while (!closing) {
          double answered = heartbeats(member);
          long seen = System.nanoTime();
          // What an answer said, such as that another has the post, is acted on here.
          member.poll(TICK);
          if (answered != heard) {
            heard = answered;
            heardAt = seen;
          }
        }
        member.close(CloseOptions.timeout(CLOSE_TIMEOUT));
      } catch (KafkaException e) {
        LOG.warn("Standing for the post anew topic={} cause={}", post.topic(), e.toString());
        pause();
      } finally {
        own(false);
      }
    }
  }

  /// Kafka's client does not say when it lost the group.
  private static double heartbeats(Consumer<?, ?> member) {
    return member.metrics().values().stream()
        .filter(metric -> metric.metricName().name().equals(HEARTBEATS))
        .mapToDouble(metric -> (Double) metric.metricValue())
        .sum();
  }

  private void own(boolean now) {
    if (owns != now) {
      heardAt = System.nanoTime();
      owns = now;
      LOG.info("Leadership {} topic={}", now ? "begins" : "ends", post.topic());
      changed.run();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing = true;
    owns = false;
    try {
      thread.join(CLOSE_TIMEOUT.plus(TICK).plusSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Follows who owns the post.
  private final class Rebalances implements ConsumerRebalanceListener {

    private final Consumer<?, ?> member;

    private Rebalances(Consumer<?, ?> member) {
      this.member = member;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      member.pause(partitions);
      if (partitions.contains(post)) {
        own(true);
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      if (partitions.contains(post)) {
        own(false);
      }
    }
  }
}
