package dev.lamina.queue;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeFeaturesOptions;
import org.apache.kafka.clients.admin.FinalizedVersionRange;

/// Whether Kafka answers, and knows share groups.
final class BrokerHealth {

  private static final int TIMEOUT_MS = 3_000;
  private static final String SHARE_GROUPS = "share.version";

  private final Admin admin;
  private final KafkaQueueSettings settings;

  BrokerHealth(Admin admin, KafkaQueueSettings settings) {
    this.admin = admin;
    this.settings = settings;
  }

  Optional<String> unreadiness() {
    try {
      return ofFeatures(
          admin
              .describeFeatures(new DescribeFeaturesOptions().timeoutMs(TIMEOUT_MS))
              .featureMetadata()
              .get()
              .finalizedFeatures());
    } catch (ExecutionException e) {
      return silent(String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return silent("interrupted");
    }
  }

  private Optional<String> ofFeatures(Map<String, FinalizedVersionRange> features) {
    FinalizedVersionRange share = features.get(SHARE_GROUPS);
    if (share != null && share.maxVersionLevel() > 0) {
      return Optional.empty();
    }
    return Optional.of(
        "Kafka at "
            + settings.bootstrap()
            + " offers no share groups; it must be 4.2 or newer with the feature "
            + SHARE_GROUPS
            + " at 1 (kafka-features.sh upgrade --feature share.version=1)");
  }

  private Optional<String> silent(String why) {
    return Optional.of("Kafka at " + settings.bootstrap() + " cannot be reached: " + why);
  }
}
