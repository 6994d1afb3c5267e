package dev.lamina.queue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a queue's topic and sets up its share group.
final class QueueDeclaration {

  private static final Logger LOG = LoggerFactory.getLogger(QueueDeclaration.class);

  /// The most that Kafka allows. Each hand-over counts as a delivery, also one given back or
  /// cut short by a crash, and past the limit Kafka drops the unit; so the limit must not be
  /// what ends a unit. A worker's own count of failures is.
  private static final int DELIVERIES = 25;

  private static final String LOCK = "share.record.lock.duration.ms";
  private static final String DELIVERY_LIMIT = "share.delivery.count.limit";

  private final Admin admin;
  private final KafkaQueueSettings settings;

  QueueDeclaration(Admin admin, KafkaQueueSettings settings) {
    this.admin = admin;
    this.settings = settings;
  }

  void make(String queue) {
    // The group first: who reads the topic before the group is set up would begin at its end.
    setUpGroup(queue);
    new TopicDeclaration(admin).make(queue);
  }

  private void setUpGroup(String queue) {
    Map<String, Long> wished =
        Map.of(LOCK, settings.lock().toMillis(), DELIVERY_LIMIT, (long) DELIVERIES);
    String what = "the share group of queue " + queue + " could not be set up";
    try {
      setGroup(queue, wished);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof InvalidConfigurationException)) {
        throw QueueFault.of(what, e);
      }
      Map<String, Long> allowed = withinBounds(wished, brokerSettings());
      LOG.warn("Broker allows less queue={} wished={} set={}", queue, wished, allowed);
      try {
        setGroup(queue, allowed);
      } catch (ExecutionException again) {
        throw QueueFault.of(what, again);
      }
    }
  }

  private void setGroup(String queue, Map<String, Long> numbers) throws ExecutionException {
    ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, settings.group(queue));
    List<AlterConfigOp> ops = new ArrayList<>();
    ops.add(set("share.auto.offset.reset", "earliest"));
    numbers.forEach((key, value) -> ops.add(set(key, value.toString())));
    try {
      admin.incrementalAlterConfigs(Map.of(group, ops)).all().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw QueueFault.of("the share group of queue " + queue + " could not be set up", e);
    }
  }

  private static AlterConfigOp set(String key, String value) {
    return new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
  }

  private static Map<String, Long> withinBounds(Map<String, Long> wished, Config broker) {
    Map<String, Long> allowed = new HashMap<>();
    wished.forEach(
        (key, value) -> {
          // The bounds of share.x.y are group.share.min.x.y and group.share.max.x.y.
          String tail = key.substring("share.".length());
          long low = Long.parseLong(broker.get("group.share.min." + tail).value());
          long high = Long.parseLong(broker.get("group.share.max." + tail).value());
          allowed.put(key, Math.clamp(value, low, high));
        });
    return allowed;
  }

  /// Of any one broker; a cluster is set up alike.
  private Config brokerSettings() {
    String what = "the broker's bounds for share groups could not be read";
    String id =
        QueueFault.await(admin.describeCluster().nodes(), what).iterator().next().idString();
    ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, id);
    return QueueFault.await(admin.describeConfigs(List.of(broker)).all(), what)
        .values()
        .iterator()
        .next();
  }
}
