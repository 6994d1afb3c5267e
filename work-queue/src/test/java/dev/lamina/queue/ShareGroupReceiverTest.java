package dev.lamina.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.contract.FaultException;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class ShareGroupReceiverTest {

  private final KafkaClients clients =
      new KafkaClients(KafkaQueueSettings.withDefaults("127.0.0.1:1"));
  private final ShareGroupReceiver receiver =
      ShareGroupReceiver.start(
          "lamina.test",
          () -> {
            throw new KafkaException("no broker has a name");
          },
          new DeadLetters(clients.admin(), clients.producer()));

  @Test
  void whatKafkaFailsWithReachesTheTakerWithTheQueuesNameEachTime() {
    try (receiver) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> receiver.take(Duration.ofSeconds(5)))
            .isInstanceOfSatisfying(
                FaultException.class, e -> assertThat(e.fault().retry()).isTrue())
            .hasMessageContaining("lamina.test")
            .hasMessageContaining("no broker has a name");
      }
    }
  }

  @Test
  void aClosedReceiverSaysSo() {
    receiver.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> receiver.take(Duration.ofSeconds(5)))
        .withMessageContaining("closed");
  }
}
