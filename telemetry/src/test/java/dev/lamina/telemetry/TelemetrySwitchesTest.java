package dev.lamina.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TelemetrySwitchesTest {

  @Test
  void withoutAnEndpointNothingIsTraced() {
    assertThat(config(Map.of()).getValue(TelemetrySwitches.NO_TRACES, Boolean.class)).isTrue();
    assertThat(
            config(Map.of(TelemetrySwitches.ENDPOINT, " "))
                .getValue(TelemetrySwitches.NO_TRACES, Boolean.class))
        .isTrue();
  }

  @Test
  void anEndpointSwitchesTracesOn() {
    SmallRyeConfig config =
        config(Map.of(TelemetrySwitches.ENDPOINT, "http://collector.example.org:4317"));

    assertThat(config.getValue(TelemetrySwitches.NO_TRACES, Boolean.class)).isFalse();
  }

  @Test
  void logsAreJsonWhereThereIsNoTerminal() {
    assertThat(config(Map.of()).getValue(TelemetrySwitches.JSON_LOGS, Boolean.class)).isTrue();
  }

  @Test
  void whatPeopleWriteWins() {
    SmallRyeConfig config =
        config(
            Map.of(
                TelemetrySwitches.NO_TRACES, "false",
                TelemetrySwitches.JSON_LOGS, "false"));

    assertThat(config.getValue(TelemetrySwitches.NO_TRACES, Boolean.class)).isFalse();
    assertThat(config.getValue(TelemetrySwitches.JSON_LOGS, Boolean.class)).isFalse();
  }

  private static SmallRyeConfig config(Map<String, String> written) {
    return new SmallRyeConfigBuilder()
        .withSources(new PropertiesConfigSource(written, "a file", 250))
        .addDiscoveredSources()
        .build();
  }
}
