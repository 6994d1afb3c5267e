package dev.lamina.queue.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientSettingsTest {

  @Test
  void howToConnectIsShared() {
    Map<String, Object> shared =
        Map.of(
            "security.protocol", "SASL_SSL",
            "sasl.mechanism", "SCRAM-SHA-512",
            "sasl.jaas.config", "secret",
            "ssl.truststore.location", "/ca.crt",
            "ssl.keystore.key", "pem");

    assertThat(ClientSettings.of(shared, Map.of())).isEqualTo(shared);
  }

  @Test
  void whatShareGroupsRefuseStaysWithTheChannels() {
    Map<String, Object> shared =
        Map.of("auto.offset.reset", "earliest", "enable.auto.commit", "true", "port", "tcp://x");

    assertThat(ClientSettings.of(shared, Map.of())).isEmpty();
  }

  @Test
  void theQueuesOwnSettingsWin() {
    Map<String, Object> shared = Map.of("security.protocol", "SSL", "metadata.max.age.ms", "9");

    assertThat(ClientSettings.of(shared, Map.of("security.protocol", "PLAINTEXT", "x", "y")))
        .isEqualTo(Map.of("metadata.max.age.ms", "9", "security.protocol", "PLAINTEXT", "x", "y"));
  }
}
