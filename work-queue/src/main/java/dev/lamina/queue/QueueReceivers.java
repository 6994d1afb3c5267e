package dev.lamina.queue;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/// Counts who takes from a queue.
final class QueueReceivers {

  private final Admin admin;
  private final KafkaQueueSettings settings;

  QueueReceivers(Admin admin, KafkaQueueSettings settings) {
    this.admin = admin;
    this.settings = settings;
  }

  int of(String queue) {
    String group = settings.group(queue);
    String what = "the workers of queue " + queue + " could not be counted";
    try {
      return admin.describeShareGroups(List.of(group)).all().get().values().stream()
          .mapToInt(description -> description.members().size())
          .sum();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return 0;
      }
      throw QueueFault.of(what, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw QueueFault.of(what, e);
    }
  }
}
