package dev.lamina.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaQueueSettingsTest {

  private final KafkaQueueSettings defaults = KafkaQueueSettings.withDefaults("broker:9092");

  @Test
  void defaultsAreAPlainConnectionAndALockOfHalfAMinute() {
    assertThat(defaults)
        .isEqualTo(new KafkaQueueSettings("broker:9092", "", Duration.ofSeconds(30), Map.of()));
  }

  @Test
  void thePrefixStandsBeforeTheQueuesName() {
    assertThat(defaults.withGroupPrefix("team.").group("lamina.analysis"))
        .isEqualTo("team.lamina.analysis");
  }

  @Test
  void whatKafkaWouldRefuseIsRefusedHere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KafkaQueueSettings.withDefaults(" "))
        .withMessageContaining("host:port");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> defaults.withLock(Duration.ofMillis(999)))
        .withMessageContaining("1 s and 1 h");
    assertThatIllegalArgumentException().isThrownBy(() -> defaults.withGroupPrefix("two words"));
  }

  @Test
  void passwordsDoNotShowWhenSettingsArePrinted() {
    assertThat(defaults.withProperties(Map.of("sasl.jaas.config", "password=secret")))
        .asString()
        .doesNotContain("secret");
  }
}
