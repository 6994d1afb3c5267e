package dev.lamina.servers.kafka;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.security.plain.PlainLoginModule;

/// What the one node is told: broker and controller in one, everything with one replica.
final class BrokerSettings {

  static final int NODE = 1;
  static final String CONTROLLER = "CONTROLLER";

  private static final String BROKER = "PLAINTEXT";

  private BrokerSettings() {}

  static Properties of(Path data, int port, int controllerPort) {
    Properties settings = new Properties();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE));
    settings.put("log.dirs", data.toString());
    listeners(settings, port, controllerPort);
    replicas(settings);
    shareGroups(settings);
    // A topic that nobody declares fails here as it does on a cluster that is looked after.
    settings.put("auto.create.topics.enable", "false");
    settings.put("num.partitions", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    // A broker that was killed is not let in again before its old session has ended.
    settings.put("broker.session.timeout.ms", "4000");
    settings.put("broker.heartbeat.interval.ms", "500");
    // The default buffer alone is 128 MiB of heap.
    settings.put("log.cleaner.dedupe.buffer.size", "4194304");
    settings.put("log.index.size.max.bytes", "1048576");
    return settings;
  }

  /// What lets in one user alone, the broker itself included.
  static Map<String, String> login(String user, String password) {
    String jaas =
        PlainLoginModule.class.getName()
            + " required username=\"%1$s\" password=\"%2$s\" user_%1$s=\"%2$s\";"
                .formatted(user, password);
    return Map.of(
        "listener.security.protocol.map",
        BROKER + ":SASL_PLAINTEXT," + CONTROLLER + ":PLAINTEXT",
        "sasl.enabled.mechanisms",
        "PLAIN",
        "sasl.mechanism.inter.broker.protocol",
        "PLAIN",
        "listener.name." + BROKER.toLowerCase(Locale.ROOT) + ".plain.sasl.jaas.config",
        jaas);
  }

  private static void listeners(Properties settings, int port, int controllerPort) {
    String broker = "127.0.0.1:" + port;
    String controller = "127.0.0.1:" + controllerPort;
    settings.put("listeners", BROKER + "://" + broker + "," + CONTROLLER + "://" + controller);
    settings.put("advertised.listeners", BROKER + "://" + broker);
    settings.put("inter.broker.listener.name", BROKER);
    settings.put("controller.listener.names", CONTROLLER);
    settings.put(
        "listener.security.protocol.map", BROKER + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
    settings.put("controller.quorum.voters", NODE + "@" + controller);
  }

  private static void replicas(Properties settings) {
    for (String topic :
        new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
      settings.put(topic + ".replication.factor", "1");
      settings.put(topic + ".num.partitions", "1");
    }
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
  }

  /// Bounds as wide as Kafka allows, so that tests may choose short locks and many deliveries.
  private static void shareGroups(Properties settings) {
    settings.put("group.share.min.record.lock.duration.ms", "1000");
    settings.put("group.share.max.delivery.count.limit", "25");
    // A member hears of its partitions with a heartbeat; at Kafka's own pace joining takes 5 s.
    settings.put("group.share.min.heartbeat.interval.ms", "500");
    settings.put("group.share.heartbeat.interval.ms", "500");
    settings.put("group.share.assignment.interval.ms", "0");
  }
}
