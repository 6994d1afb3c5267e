package dev.lamina.queue.cdi;

import dev.lamina.contract.Topics;
import dev.lamina.queue.InProcessWorkQueues;
import dev.lamina.queue.KafkaQueueSettings;
import dev.lamina.queue.KafkaWorkQueues;
import dev.lamina.queue.WorkQueues;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/// Makes the queues that the settings name.
@ApplicationScoped
class QueueBeans {

  /// @param shared settings below `kafka.`, as Quarkus gathers them for the channels of events
  @Produces
  @Singleton
  WorkQueues queues(
      QueueSettings settings,
      @Identifier("default-kafka-broker") Instance<Map<String, Object>> shared) {
    return switch (settings.kind()) {
      case IN_PROCESS -> new InProcessWorkQueues();
      case KAFKA -> new KafkaWorkQueues(kafka(settings.kafka(), shared));
    };
  }

  /// Topics of events are made before any channel looks for them.
  void declareEvents(@Observes @Priority(1) Startup start, WorkQueues queues) {
    queues.declareTopic(Topics.EXTRACTOR_EVENTS);
    queues.declareTopic(Topics.ANALYZER_EVENTS);
    queues.declareTopic(Topics.GATEWAY_EVENTS);
  }

  void close(@Disposes WorkQueues queues) {
    queues.close();
  }

  private static KafkaQueueSettings kafka(
      QueueSettings.Kafka settings, Instance<Map<String, Object>> shared) {
    String bootstrap =
        settings
            .bootstrap()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "lamina.queue.kafka.bootstrap is not set; give brokers as host:port"));
    return KafkaQueueSettings.withDefaults(bootstrap)
        .withGroupPrefix(settings.groupPrefix())
        .withLock(settings.lock())
        .withProperties(
            ClientSettings.of(
                shared.isResolvable() ? shared.get() : Map.of(), settings.properties()));
  }
}
