package dev.lamina.queue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/// Makes topics that are not there.
///
/// One partition each: a share group spreads its records over any number of workers, and several
/// partitions would only divide the workers among them; events are few and small.
final class TopicDeclaration {

  /// How long a unit may wait before Kafka forgets it.
  private static final Duration RETENTION = Duration.ofDays(30);

  private final Admin admin;

  TopicDeclaration(Admin admin) {
    this.admin = admin;
  }

  void make(String name) {
    NewTopic topic =
        new NewTopic(name, Optional.of(1), Optional.empty())
            .configs(
                Map.of(
                    TopicConfig.RETENTION_MS_CONFIG,
                    Long.toString(RETENTION.toMillis()),
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_DELETE));
    try {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw QueueFault.of("topic " + name + " could not be created", e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw QueueFault.of("topic " + name + " could not be created", e);
    }
  }
}
