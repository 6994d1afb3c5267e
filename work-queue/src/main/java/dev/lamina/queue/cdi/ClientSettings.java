package dev.lamina.queue.cdi;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;

/// Settings of Kafka's clients for the queues, out of those that all of the application's clients
/// share: whoever gives the brokers' certificate and a password once means queues and events.
final class ClientSettings {

  private ClientSettings() {}

  /// @param shared what stands below `kafka.`; of it, what every kind of client knows: how to
  ///     connect. The rest may be a consumer's alone, such as `auto.offset.reset`, and share
  ///     groups refuse that
  /// @param own what stands below `lamina.queue.kafka.properties`, taken as it is; it wins
  static Map<String, String> of(Map<String, Object> shared, Map<String, String> own) {
    Map<String, String> settings = new HashMap<>();
    shared.forEach(
        (key, value) -> {
          if (AdminClientConfig.configNames().contains(key) && value instanceof String text) {
            settings.put(key, text);
          }
        });
    settings.putAll(own);
    return settings;
  }
}
