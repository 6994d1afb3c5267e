package dev.lamina.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.servers.kafka.KafkaServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaLoginIT {

  @TempDir static Path folder;
  private static KafkaServer server;

  @BeforeAll
  static void startServer() {
    server = KafkaServer.startWithLogin(folder, "lamina", "open-sesame");
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  private static WorkQueues login(String password) {
    return new KafkaWorkQueues(
        KafkaQueueSettings.withDefaults(server.bootstrap())
            .withProperties(
                Map.of(
                    "security.protocol", "SASL_PLAINTEXT",
                    "sasl.mechanism", "PLAIN",
                    "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required"
                            + " username=\"lamina\" password=\"%s\";".formatted(password))));
  }

  @Test
  void unitsTravelWhenTheServicesShowWhoTheyAre() throws Exception {
    try (WorkQueues queues = login("open-sesame")) {
      queues.send("extraction", "unit", "rows".getBytes(UTF_8));

      try (UnitReceiver receiver = queues.receive("extraction")) {
        Lease lease = receiver.take(Duration.ofSeconds(30)).orElseThrow();
        assertThat(lease.unit()).asString(UTF_8).isEqualTo("rows");
        lease.done();
      }
      assertThat(queues.unreadiness()).isEmpty();
    }
  }

  @Test
  void aWrongPasswordIsWhyAServiceIsNotReady() {
    try (WorkQueues queues = login("open-barley")) {
      assertThat(queues.unreadiness())
          .hasValueSatisfying(w -> assertThat(w).contains("Authentication"));
    }
  }
}
